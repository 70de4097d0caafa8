import { describe, expect, test, vi } from 'vitest';
import { planViewOf } from '../../../lib/fleet/plan-course';
import type { Operation } from '../../../lib/model/operation';
import type { Plan } from '../../../lib/model/plan';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../lib/model/time';
import { courseSentence } from '../../../lib/text/plan';
import type { HostupServer } from '../../simulator/types';
import { raw } from '../state/sealed';
import { endNotices, type One, oneServer, writesOf } from './desk-of-one';
import { lockNow, must, set, unlock } from './vault/fleet';

// Hours of alarms are lived through, on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000 });

const restore = (one: One, over: { safety?: boolean; at?: 0 | 1 | 2; typedName?: string } = {}) =>
  one.bench.send('restore', {
    ...one.ref,
    backupId: one.backupIds[over.at ?? 1],
    sourceServerId: null,
    safety: over.safety ?? true,
    cost: null,
    typedName: over.typedName ?? 'app-01',
  });
const makeRoom = (one: One, ...at: (0 | 1 | 2)[]) =>
  one.bench.send('makeRoom', {
    ...one.ref,
    backupIds: at.map((each) => one.backupIds[each]),
    note: 'room',
    cost: null,
  });

const kinds = async ({ bench }: One) =>
  (await bench.store.operations())
    .sort((a, b) => a.createdAt - b.createdAt)
    .map(({ task, state }: Operation) => `${task.kind} ${state}`);
const onlyPlan = async ({ bench }: One): Promise<Plan> => {
  const [plan, ...more] = await bench.store.plans();
  if (!plan || more.length > 0) throw new Error(`${more.length + 1} plans`);
  return plan;
};
/** The writes as "create", "restore" and "delete", in their order. */
const asked = (one: One) =>
  writesOf(one).map((write) =>
    /restore/.test(write) ? 'restore' : /^POST/.test(write) ? 'create' : 'delete',
  );

describe.each(['hostup', 'vpsorg'] as const)('a restore at %s', (provider) => {
  test('by itself overwrites at once, is followed to its end, and is no new backup', async () => {
    const one = await oneServer(provider);
    const before = one.server.backups.length;
    expect(await restore(one, { safety: false })).toMatchObject({ ok: true, value: { kind: 'operation' } });
    await one.bench.pass(2 * MINUTE_MS);
    expect(await kinds(one)).toEqual(['restore succeeded']);
    const [operation] = await one.bench.store.operations();
    expect(operation).toMatchObject({ newBackups: [] });
    expect(one.server.backups).toHaveLength(before);
    expect(endNotices(one).map(({ title }) => title)).toEqual(['app-01 is restored']);
  });

  test('waits for the backup of the current state, and is told once', async () => {
    const one = await oneServer(provider);
    expect(await restore(one)).toMatchObject({ ok: true, value: { kind: 'plan' } });
    await one.bench.pass(10 * SECOND_MS);
    expect(asked(one)).toEqual(['create']);
    await one.bench.pass(5 * MINUTE_MS);
    expect(await kinds(one)).toEqual(['create succeeded', 'restore succeeded']);
    expect(asked(one)).toEqual(['create', 'restore']);
    const plan = await onlyPlan(one);
    expect(plan.end).toMatchObject({ kind: 'done' });
    expect(endNotices(one).map(({ id, title }) => [id, title])).toEqual([
      [plan.id, 'app-01 is backed up and restored'],
    ]);
    expect(await one.bench.pageOf(plan.id)).toBe(`/confirm.html#plan=${plan.id}`);
    expect(one.bench.simulator.violations).toEqual([]);
  });

  test('does not follow a backup that fails', async () => {
    const one = await oneServer(provider);
    one.bench.simulator.world.failNextOperation(one.server.id, 'Storage node is out of space');
    await restore(one);
    await one.bench.pass(HOUR_MS);
    expect(await kinds(one)).toEqual(['create failed']);
    expect((await onlyPlan(one)).end).toMatchObject({ kind: 'broken' });
    const [notice, ...more] = endNotices(one);
    expect(more).toEqual([]);
    expect(notice?.title).toBe('app-01 was not restored');
    expect(asked(one)).toEqual(['create']);
  });

  test('does not follow a backup whose end is never known', async () => {
    const one = await oneServer(provider);
    one.bench.simulator.fail({ method: 'POST', times: 1, how: { kind: 'reset' } });
    await restore(one);
    await one.bench.pass(HOUR_MS + 5 * MINUTE_MS);
    expect(asked(one)).toEqual(['create']);
    expect((await onlyPlan(one)).end).toMatchObject({ kind: 'broken' });
  });

  test('is refused where the restore point went meanwhile, and says so', async () => {
    const one = await oneServer(provider);
    await restore(one);
    await vi.waitFor(() => expect(asked(one)).toEqual(['create']));
    one.server.backups = one.server.backups.filter(({ id }) => id !== one.backupIds[1]);
    await one.bench.pass(HOUR_MS);
    expect(asked(one)).toEqual(['create']);
    expect((await onlyPlan(one)).end).toMatchObject({
      kind: 'refused',
      trouble: { kind: 'restorePointGone' },
    });
    expect(endNotices(one).map(({ title }) => title)).toEqual(['app-01 was not restored']);
  });

  test('is refused where the server has another name by then', async () => {
    const one = await oneServer(provider);
    await restore(one);
    await vi.waitFor(() => expect(asked(one)).toEqual(['create']));
    one.server.name = 'app-02';
    await one.bench.pass(HOUR_MS);
    expect(asked(one)).toEqual(['create']);
    expect((await onlyPlan(one)).end).toMatchObject({ kind: 'refused', trouble: { kind: 'changed' } });
  });

  test('stops when the browser was closed in between, and the backup goes on', async () => {
    const one = await oneServer(provider);
    await restore(one);
    await vi.waitFor(() => expect(asked(one)).toEqual(['create']));
    one.bench.closeBrowser();
    await one.bench.wake();
    const plan = await onlyPlan(one);
    expect(plan.end).toMatchObject({ kind: 'stopped', why: 'interrupted' });
    await one.bench.pass(HOUR_MS);
    expect(await kinds(one)).toEqual(['create succeeded']);
    // The plan tells that it stopped; the backup, which ended later, tells its own end.
    expect(endNotices(one).map(({ title }) => title)).toEqual([
      'app-01 was not restored',
      'app-01 is backed up',
    ]);
  });

  test('stops where the backup took longer than an hour', async () => {
    const one = await oneServer(provider);
    one.bench.simulator.world.operationMs = 70 * MINUTE_MS;
    await restore(one);
    await one.bench.pass(61 * MINUTE_MS);
    expect((await onlyPlan(one)).end).toMatchObject({ kind: 'stopped', why: 'late' });
    await one.bench.pass(2 * HOUR_MS);
    expect(asked(one)).toEqual(['create']);
  });

  test('is not begun a second time for the same server', async () => {
    const one = await oneServer(provider);
    const answers = await Promise.all([restore(one), restore(one), makeRoom(one, 0)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    await one.bench.pass(5 * MINUTE_MS);
    expect(await one.bench.store.plans()).toHaveLength(1);
  });

  test('asks for the name as it is now', async () => {
    const one = await oneServer(provider);
    expect(await restore(one, { typedName: 'app-02' })).toMatchObject({
      ok: false,
      trouble: { kind: 'nameMismatch' },
    });
    one.server.name = 'db-01';
    expect(await restore(one)).toMatchObject({ ok: false, trouble: { kind: 'nameMismatch' } });
    expect(asked(one)).toEqual([]);
  });

  test('with a key that may only read starts nothing, and says why', async () => {
    const one = await oneServer(provider, { rights: 'read' });
    expect(await restore(one, { safety: false })).toMatchObject({ trouble: { kind: 'forbidden' } });
    expect(await restore(one)).toMatchObject({ trouble: { kind: 'forbidden' } });
  });
});

test('a restore that HostUp’s gate does not allow is refused with its reason', async () => {
  const one = await oneServer('hostup');
  if (one.server.provider !== 'hostup') throw new Error('another provider');
  one.server.restoreGate = { allowed: false, reason: 'An order is pending', code: 'pending_order' };
  expect(await restore(one)).toMatchObject({
    trouble: { kind: 'gateClosed', reason: 'An order is pending' },
  });
  expect(asked(one)).toEqual([]);
});

test('a restore is refused where the backup before it could take the place of the restore point', async () => {
  const one = await oneServer('hostup');
  if (one.server.provider !== 'hostup') throw new Error('another provider');
  Object.assign(one.server, { quotaLimit: 3, autoDeleteOldest: true });
  expect(await restore(one, { at: 0 })).toMatchObject({ trouble: { kind: 'wouldEvict' } });
  expect(asked(one)).toEqual([]);
  expect(await restore(one, { at: 0, safety: false })).toMatchObject({ ok: true });
});

describe('a restore from another server', () => {
  async function withSource(): Promise<{ one: One; source: HostupServer; from: () => Promise<unknown> }> {
    const one = await oneServer('hostup');
    const { world } = one.bench.simulator;
    const source = world.addServer('hostup', { name: 'db-01', keys: ['sample-key'] });
    const backup = world.addBackup(source, { createdAt: world.now() - HOUR_MS });
    await one.bench.send('refresh', { accountId: null });
    one.bench.simulator.clearLog();
    const from = () =>
      one.bench.send('restore', {
        ...one.ref,
        backupId: backup.id,
        sourceServerId: source.id,
        safety: true,
        cost: null,
        typedName: 'app-01',
      });
    return { one, source, from };
  }

  test('backs up what is there, then takes the other one’s disk over', async () => {
    const { one, source, from } = await withSource();
    const sources = await must(one.bench.send('restoreSources', one.ref));
    expect(sources.map(({ name }) => name)).toEqual(['db-01']);
    expect(await from()).toMatchObject({ ok: true, value: { kind: 'plan' } });
    await one.bench.pass(5 * MINUTE_MS);
    expect(writesOf(one).map((write) => write.split('/').slice(-2).join('/'))).toEqual([
      `${one.server.id}/backups`,
      'actions/restore-from-vps',
    ]);
    expect((await onlyPlan(one)).end).toMatchObject({ kind: 'done' });
    expect(await kinds(one)).toEqual(['create succeeded', 'restore succeeded']);
    expect((await one.bench.store.operations()).map(({ task }) => task)).toContainEqual(
      expect.objectContaining({ source: { id: source.id, name: 'db-01' } }),
    );
  });

  test('is refused where that one is gone, or its disk is larger', async () => {
    const { one, source, from } = await withSource();
    source.diskGb = 160;
    await one.bench.send('refresh', { accountId: null });
    expect(await from()).toMatchObject({ trouble: { kind: 'diskTooSmall' } });
    source.backups = [];
    expect(await from()).toMatchObject({ trouble: { kind: 'restorePointGone' } });
    expect(asked(one)).toEqual([]);
  });
});

test('a gate that stays shut for a moment after the backup is waited for', async () => {
  const one = await oneServer('hostup');
  if (one.server.provider !== 'hostup') throw new Error('another provider');
  await restore(one);
  await vi.waitFor(() => expect(asked(one)).toEqual(['create']));
  one.server.restoreGate = { allowed: false, reason: 'Still busy', code: null };
  await one.bench.pass(40 * SECOND_MS);
  expect((await onlyPlan(one)).end).toBeNull();
  one.server.restoreGate = null;
  await one.bench.pass(2 * MINUTE_MS);
  expect(asked(one)).toEqual(['create', 'restore']);
});

describe('the end of a restore that nothing follows but the server’s own state', () => {
  test('whose answer is lost is seen by that', async () => {
    const one = await oneServer('vpsorg');
    one.bench.simulator.fail({ method: 'POST', times: 1, how: { kind: 'acceptThenLose' } });
    await restore(one, { safety: false });
    await one.bench.pass(5 * MINUTE_MS);
    expect(await kinds(one)).toEqual(['restore succeeded']);
  });

  test('that was never seen is not called anything', async () => {
    const one = await oneServer('vpsorg');
    one.bench.simulator.fail({ method: 'POST', times: 1, how: { kind: 'reset' } });
    await restore(one, { safety: false });
    await one.bench.pass(10 * MINUTE_MS);
    expect(await kinds(one)).toEqual(['restore undecided']);
    expect(endNotices(one)[0]?.title).toBe('The restore of app-01 is not confirmed');
    expect(asked(one)).toEqual(['restore']);
  });

  test('nor is one that ended in a word that nobody explains', async () => {
    const one = await oneServer('vpsorg');
    await restore(one, { safety: false });
    await one.bench.pass(5 * SECOND_MS);
    one.bench.simulator.world.finishOperation(one.server.id);
    one.server.status = 'rebuilding';
    await one.bench.pass(2 * HOUR_MS);
    expect(await kinds(one)).toEqual(['restore running']);
  });
});

test('a plan that ends right before its next step claims nothing for it', async () => {
  const one = await oneServer('hostup');
  const { store } = one.bench;
  const update = store.updatePlan.bind(store);
  vi.spyOn(store, 'updatePlan').mockImplementationOnce(async (id, change) => {
    await update(id, (plan) => ({ ...plan, end: { kind: 'stopped', why: 'late', at: 1, toldAt: 1 } }));
    await update(id, change);
  });
  await restore(one);
  await one.bench.pass(MINUTE_MS);
  expect((await onlyPlan(one)).steps.map(({ operationId }) => operationId)).toEqual([null, null]);
  expect(asked(one)).toEqual([]);
});

/** A restore whose browser is closed when the first step has its id and nothing was sent, and then opened again. */
async function restoreClosedAtOnce(one: One): Promise<void> {
  const { store } = one.bench;
  const update = store.updatePlan.bind(store);
  vi.spyOn(store, 'updatePlan').mockImplementationOnce(async (id, change) => {
    await update(id, change);
    one.bench.closeBrowser();
  });
  await restore(one);
  await vi.waitFor(async () => expect((await onlyPlan(one)).steps[0]?.operationId).not.toBeNull());
  await one.bench.wake();
}

const stoppedUnsent = {
  steps: [{ operationId: null }, { operationId: null }],
  end: { kind: 'stopped', why: 'interrupted' },
};

test('an id that was chosen for a step goes with the end of its plan, where nothing was sent', async () => {
  const one = await oneServer('hostup');
  await restoreClosedAtOnce(one);
  expect(await onlyPlan(one)).toMatchObject(stoppedUnsent);
  expect(asked(one)).toEqual([]);
});

test('a step whose check outlasts the hour does not seem to be one that was forgotten', async () => {
  const one = await oneServer('hostup');
  one.bench.simulator.fail({ method: 'GET', times: 1, how: { kind: 'delay', ms: 400 } });
  await must(one.bench.ask('backUpMany', { servers: [{ ...one.ref, cost: null }], note: null }));
  await vi.waitFor(async () => expect((await onlyPlan(one)).steps[0]?.operationId).not.toBeNull());
  one.bench.simulator.clock.advance(HOUR_MS);
  const woken = one.bench.wake();
  await vi.waitFor(async () =>
    expect(await onlyPlan(one)).toMatchObject({
      steps: [{ operationId: expect.any(String) }],
      end: { kind: 'stopped', why: 'late' },
    }),
  );
  await woken;
  await vi.waitFor(async () => expect((await onlyPlan(one)).steps).toMatchObject([{ operationId: null }]));
  expect(asked(one)).toEqual([]);
});

test('a step whose check outlasts the session of the browser is not asked for', async () => {
  const one = await oneServer('hostup');
  one.bench.simulator.fail({ method: 'GET', times: 1, how: { kind: 'delay', ms: 400 } });
  await must(one.bench.ask('backUpMany', { servers: [{ ...one.ref, cost: null }], note: null }));
  await vi.waitFor(async () => expect((await onlyPlan(one)).steps[0]?.operationId).not.toBeNull());
  // As a lock and an unlocking leave it.
  one.bench.browser.session = {};
  await vi.waitFor(async () => expect((await onlyPlan(one)).steps).toMatchObject([{ operationId: null }]));
  await one.bench.wake();
  expect((await onlyPlan(one)).end).toMatchObject({ kind: 'stopped', why: 'interrupted' });
  expect(asked(one)).toEqual([]);
});

test('nor does one seem so whose check waits for what may pass when the hour ends', async () => {
  const one = await oneServer('hostup');
  if (one.server.provider !== 'hostup') throw new Error('another provider');
  one.bench.simulator.world.operationMs = 58 * MINUTE_MS;
  await restore(one);
  await vi.waitFor(() => expect(asked(one)).toEqual(['create']));
  one.server.restoreGate = { allowed: false, reason: 'Still busy', code: null };
  await one.bench.pass(59 * MINUTE_MS);
  expect(await onlyPlan(one)).toMatchObject({ end: null, steps: [{}, { operationId: expect.any(String) }] });
  one.bench.simulator.clock.advance(30 * SECOND_MS);
  one.bench.simulator.fail({ method: 'GET', how: { kind: 'delay', ms: 200 } });
  const asking = one.bench.left.length;
  const checked = one.bench.wake();
  await vi.waitFor(() => expect(one.bench.left.length).toBeGreaterThan(asking));
  one.bench.simulator.clock.advance(MINUTE_MS);
  const woken = one.bench.wake();
  const late = { kind: 'stopped', why: 'late' };
  await vi.waitFor(async () =>
    expect(await onlyPlan(one)).toMatchObject({
      end: late,
      steps: [{}, { operationId: expect.any(String) }],
    }),
  );
  await Promise.all([checked, woken]);
  await vi.waitFor(async () => expect((await onlyPlan(one)).steps[1]).toMatchObject({ operationId: null }));
  expect((await onlyPlan(one)).end).toMatchObject(late);
  expect(asked(one)).toEqual(['create']);
});

describe('making room', () => {
  /** As many slots as it has backups. */
  async function fullServer(): Promise<One & { readonly server: HostupServer }> {
    const one = await oneServer('hostup');
    const server = one.bench.simulator.world.serverNamed('hostup', 'app-01');
    Object.assign(server, { quotaLimit: 3, autoDeleteOldest: false });
    return { ...one, server };
  }

  test('deletes one after the other, then backs up, and is told once', async () => {
    const one = await fullServer();
    expect(await makeRoom(one, 0, 1)).toMatchObject({ ok: true });
    await one.bench.pass(5 * MINUTE_MS);
    expect(asked(one)).toEqual(['delete', 'delete', 'create']);
    expect(await kinds(one)).toEqual(['delete succeeded', 'delete succeeded', 'create succeeded']);
    expect(one.server.backups).toHaveLength(2);
    const [notice, ...more] = endNotices(one);
    expect(more).toEqual([]);
    expect(notice?.message).toMatch(/Deleted: the backups of .*; /);
  });

  test('does nothing else where a deletion fails', async () => {
    const one = await fullServer();
    one.bench.simulator.fail({ method: 'DELETE', times: 1, how: { kind: 'status', status: 400 } });
    await makeRoom(one, 0, 1);
    await one.bench.pass(HOUR_MS);
    expect(asked(one)).toEqual(['delete']);
    expect(one.server.backups).toHaveLength(3);
    expect((await onlyPlan(one)).end).toMatchObject({ kind: 'broken' });
    expect(endNotices(one)).toHaveLength(1);
    expect(endNotices(one)[0]?.message).toContain('No backup was deleted.');
  });

  test('says what is gone where the backup then fails', async () => {
    const one = await fullServer();
    one.bench.simulator.world.failNextOperation(one.server.id, 'Storage node is out of space');
    await makeRoom(one, 0);
    await one.bench.pass(HOUR_MS);
    expect(asked(one)).toEqual(['delete', 'create']);
    const [notice, ...more] = endNotices(one);
    expect(more).toEqual([]);
    expect(notice?.title).toBe('The backup of app-01 failed');
    expect(notice?.message).toContain('Deleted: the backup of ');
  });

  test('deletes nothing where the provider allows no backup for another reason than its slots', async () => {
    const one = await fullServer();
    one.server.createGate = { allowed: false, reason: 'An order is pending', code: 'pending_order' };
    expect(await makeRoom(one, 0)).toMatchObject({
      ok: false,
      trouble: { kind: 'gateClosed', reason: 'An order is pending' },
    });
    await one.bench.pass(MINUTE_MS);
    expect(asked(one)).toEqual([]);
  });

  test('deletes nothing where there is room', async () => {
    const one = await fullServer();
    one.server.quotaLimit = 4;
    expect(await makeRoom(one, 0)).toMatchObject({ ok: false, trouble: { kind: 'changed' } });
    await one.bench.pass(MINUTE_MS);
    expect(asked(one)).toEqual([]);
  });

  test('spares the newest, and whatever is protected', async () => {
    const one = await fullServer();
    expect(await makeRoom(one, 2)).toMatchObject({ ok: false, trouble: { kind: 'changed' } });
    expect(asked(one)).toEqual([]);
  });
});

test('a lock stops what a person has to confirm anew', async () => {
  const one = await oneServer('hostup');
  await must(set(one.bench));
  await restore(one);
  await vi.waitFor(() => expect(asked(one)).toEqual(['create']));
  await must(lockNow(one.bench));
  await one.bench.pass(MINUTE_MS);
  await must(unlock(one.bench));
  await one.bench.pass(5 * MINUTE_MS);
  expect((await onlyPlan(one)).end).toMatchObject({ kind: 'stopped', why: 'interrupted' });
  expect(asked(one)).toEqual(['create']);
});

test.each([
  ['of the restore', /restore/],
  ['of the backup before it', /create/],
])('a record %s that does not open after a lock is no proof that nothing was sent', async (_name, lost) => {
  const one = await oneServer('hostup');
  await must(set(one.bench));
  await restore(one);
  while (asked(one).length < 2) await one.bench.pass(5 * SECOND_MS);
  const operations = await one.bench.store.operations();
  expect(operations).toHaveLength(2);
  const ids = operations.filter(({ task }) => lost.test(task.kind)).map(({ id }) => id);
  await must(lockNow(one.bench));
  await raw(one.bench.databases.state, async (database) => {
    for (const id of ids) await database.put('operations', { id, isOpen: true, sealed: new Uint8Array(40) });
  });
  await must(unlock(one.bench));
  await one.bench.pass(MINUTE_MS);
  const plan = await onlyPlan(one);
  expect(plan.end).toMatchObject({ kind: 'stopped', why: 'interrupted' });
  const view = planViewOf(plan, new Map((await one.bench.store.operations()).map((each) => [each.id, each])));
  const unrecorded = view.steps.filter(({ state }) => state === 'unrecorded');
  expect(unrecorded.map(({ step }) => step.task.kind)).toEqual([expect.stringMatching(lost)]);
  expect(courseSentence(view, plan.createdAt)).not.toContain('not touched');
});

test('a record that was lost before the plan says nothing of its steps', async () => {
  const one = await oneServer('hostup');
  const { store, simulator } = one.bench;
  const at = simulator.clock.now() - 1;
  await store.addFault({ kind: 'damaged', at, part: 'operation', accountId: null, serverId: null });
  await restoreClosedAtOnce(one);
  expect(await onlyPlan(one)).toMatchObject(stoppedUnsent);
});

test('nothing locks by itself while a plan is open', async () => {
  const one = await oneServer('hostup');
  await must(set(one.bench));
  await must(one.bench.send('changeSettings', { change: { lockAfterMs: MINUTE_MS } }));
  one.bench.simulator.world.operationMs = 5 * MINUTE_MS;
  await restore(one);
  await one.bench.pass(7 * MINUTE_MS);
  expect(one.bench.store.sealState).toBe('open');
  await one.bench.pass(15 * MINUTE_MS);
  expect(await kinds(one).catch(() => 'locked')).toBe('locked');
  expect(asked(one)).toEqual(['create', 'restore']);
});

test('an account that is removed takes its plans with it', async () => {
  const one = await oneServer('hostup');
  await restore(one);
  await vi.waitFor(() => expect(asked(one)).toEqual(['create']));
  await must(one.bench.send('removeAccount', { accountId: one.accountId }));
  expect(await one.bench.store.plans()).toEqual([]);
  await one.bench.pass(HOUR_MS);
  expect(asked(one)).toEqual(['create']);
});
