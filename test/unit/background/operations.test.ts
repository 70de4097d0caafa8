import { beforeEach, describe, expect, test, vi } from 'vitest';
import { hasEnded, type Operation } from '../../../lib/model/operation';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../lib/model/time';
import { createSimulator } from '../../simulator/simulator';
import type { SimServer } from '../../simulator/types';
import { type Bench, createBench } from './bench';

// Hours of alarms are lived through, on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000 });

type Creator = 'hostup' | 'vpsorg';

let bench: Bench;
let accountId: string;
let server: SimServer;

async function setUp(provider: Creator, rights: 'read' | 'write' = 'write'): Promise<void> {
  bench = await createBench(createSimulator({ startAt: Date.UTC(2026, 2, 10, 12) }));
  for (const host of ['cloud.hostup.se', 'admin.vps.org']) bench.browser.origins.add(`https://${host}/*`);
  const { world } = bench.simulator;
  world.addAccount({ provider, key: 'sample-key', rights });
  server = world.addServer(provider, { name: 'app-01', keys: ['sample-key'] });
  world.addBackup(server, { createdAt: world.now() - 30 * HOUR_MS });
  const answer = await bench.send('addAccount', { provider, label: 'work', key: 'sample-key' });
  if (!answer.ok) throw new Error(answer.trouble.kind);
  accountId = answer.value.id;
  await bench.wake();
  bench.simulator.clearLog();
}

const backUp = (note: string | null = null) =>
  bench.send('backUpNow', { accountId, serverId: server.id, note, cost: null });
/** The notifications about operations; what is found of the servers meanwhile is told beside them. */
const endNotices = () => bench.browser.notices.filter(({ id }) => !/^(finding|digest|quiet):/.test(id));
const posts = () => bench.simulator.requests.filter(({ method }) => method === 'POST');

async function onlyOperation(): Promise<Operation> {
  const [operation, ...more] = await bench.store.operations();
  if (!operation || more.length > 0) throw new Error(`${more.length + 1} operations`);
  return operation;
}

describe.each<Creator>(['hostup', 'vpsorg'])('"Back up now" at %s', (provider) => {
  beforeEach(() => setUp(provider));

  test('runs to its end, is told once, and the new restore point shows', async () => {
    expect(await backUp('before upgrade')).toMatchObject({ ok: true });
    await bench.pass(5 * SECOND_MS);
    expect(await onlyOperation()).toMatchObject({ state: 'running', task: { note: 'before upgrade' } });
    await bench.pass(MINUTE_MS);
    const operation = await onlyOperation();
    expect(operation.state).toBe('succeeded');
    const stored = await bench.store.server(accountId, server.id);
    const newest = stored?.reading?.backups.find(({ note }) => note === 'before upgrade');
    expect(newest).toMatchObject({ state: 'complete', kind: 'manual' });
    expect(operation).toMatchObject({ newBackups: [newest?.id] });
    expect(endNotices().map(({ id }) => id)).toEqual([operation.id]);
    await bench.pass(HOUR_MS);
    expect(endNotices()).toHaveLength(1);
    expect(posts()).toHaveLength(1);
    expect(bench.simulator.violations).toEqual([]);
  });

  test('that fails at the provider says why', async () => {
    bench.simulator.world.failNextOperation(server.id, 'Storage node is out of space');
    await backUp();
    await bench.pass(5 * MINUTE_MS);
    expect(await onlyOperation()).toMatchObject({ state: 'failed' });
    expect(endNotices()).toHaveLength(1);
  });

  test('with a key that may only read fails clearly, and the button knows from then on', async () => {
    await setUp(provider, 'read');
    expect(await backUp()).toMatchObject({ ok: false, trouble: { kind: 'forbidden' } });
    expect(await onlyOperation()).toMatchObject({ state: 'failed', trouble: { kind: 'forbidden' } });
    expect((await bench.store.status(accountId))?.writes).toBe('refused');
    await bench.send('refresh', { accountId });
    expect((await bench.store.status(accountId))?.writes).toBe('untried');
  });

  test('twice at once starts one', async () => {
    const answers = await Promise.all([backUp(), backUp()]);
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(await backUp()).toMatchObject({ ok: false, trouble: { kind: 'alreadyRunning' } });
    expect(posts()).toHaveLength(1);
  });

  test('whose answer is lost is found again by reading, and is not sent twice', async () => {
    bench.simulator.fail({ method: 'POST', times: 1, how: { kind: 'acceptThenLose' } });
    expect(await backUp('n')).toMatchObject({ ok: true });
    expect(await onlyOperation()).toMatchObject({ state: 'unknown' });
    await bench.pass(2 * MINUTE_MS);
    expect(await onlyOperation()).toMatchObject({ state: 'succeeded' });
    expect(posts()).toHaveLength(1);
    expect(endNotices()).toHaveLength(1);
  });

  test('that never arrived ends as not made, once the provider had time to show it', async () => {
    bench.simulator.fail({ method: 'POST', times: 1, how: { kind: 'reset' } });
    await backUp();
    await bench.pass(MINUTE_MS);
    expect(await onlyOperation()).toMatchObject({ state: 'unknown' });
    await bench.pass(2 * MINUTE_MS);
    expect(await onlyOperation()).toMatchObject({ state: 'failed', trouble: { kind: 'notMade' } });
    expect(posts()).toHaveLength(1);
  });

  test('is not repeated after a 500, whatever the provider did', async () => {
    bench.simulator.fail({ method: 'POST', times: 1, how: { kind: 'status', status: 500 } });
    await backUp();
    await bench.pass(5 * MINUTE_MS);
    expect(await onlyOperation()).toMatchObject({ state: 'failed', trouble: { kind: 'notMade' } });
    expect(posts()).toHaveLength(1);
  });

  test('that cannot be decided ends as undecided, and is told', async () => {
    bench.simulator.fail({ method: 'POST', times: 1, how: { kind: 'reset' } });
    bench.simulator.fail({ method: 'GET', how: { kind: 'status', status: 404 } });
    await backUp();
    await bench.pass(3 * HOUR_MS);
    expect(await onlyOperation()).toMatchObject({ state: 'undecided' });
    expect(endNotices()).toHaveLength(1);
  });

  /**
   * The worker is killed at its n-th effect (a read or write of state, a request, a notification), before and after
   * it: whatever n is, the request leaves at most once, the journal ends in the truth, and the end is told.
   */
  test.each(['before', 'after'] as const)(
    'survives a death %s any effect',
    async (when) => {
      bench.killAt(Number.POSITIVE_INFINITY, when);
      await backUp('n');
      await bench.pass(30 * SECOND_MS);
      const effects = bench.effects();
      expect(endNotices()).toHaveLength(1);
      for (let n = 1; n <= effects; n++) {
        await setUp(provider);
        bench.killAt(n, when);
        await backUp('n');
        await bench.pass(6 * MINUTE_MS);
        const operations = await bench.store.operations();
        const sent = posts().length;
        expect(sent, `sent at n=${n}`).toBeLessThanOrEqual(1);
        expect(operations.length, `journalled at n=${n}`).toBeGreaterThanOrEqual(sent);
        for (const operation of operations) {
          expect(hasEnded(operation), `ended at n=${n}`).toBe(true);
          expect(operation.state, `truth at n=${n}`).toBe(sent === 1 ? 'succeeded' : 'failed');
          const told = endNotices().filter(({ id }) => id === operation.id);
          expect(told.length, `told at n=${n}`).toBeGreaterThanOrEqual(1);
          expect(endNotices()).toHaveLength(told.length);
        }
      }
    },
    240_000,
  );
});

test('an operation whose job is forgotten is decided by the list', async () => {
  await setUp('hostup');
  await backUp();
  const [job] = bench.simulator.world.operations;
  if (!job) throw new Error('nothing was started');
  bench.simulator.world.finishOperation(server.id);
  bench.simulator.world.forgetJob(job.jobId);
  await bench.pass(2 * MINUTE_MS);
  expect(await onlyOperation()).toMatchObject({ state: 'succeeded', newBackups: [job.backupId] });
});

test('two backups that one request left behind are both named', async () => {
  await setUp('vpsorg');
  bench.simulator.fail({ method: 'POST', times: 1, how: { kind: 'acceptThenLose' } });
  await backUp('twice');
  bench.simulator.world.addBackup(server, { kind: 'manual', note: 'twice' });
  bench.simulator.world.finishOperation(server.id);
  await bench.pass(2 * MINUTE_MS);
  const operation = await onlyOperation();
  expect(operation.state === 'succeeded' && operation.newBackups).toHaveLength(2);
});

test('one server is one place: a second account that reaches it starts no second backup', async () => {
  await setUp('vpsorg');
  bench.simulator.world.addAccount({ provider: 'vpsorg', key: 'other-sample-key', servers: [server] });
  const other = await bench.send('addAccount', {
    provider: 'vpsorg',
    label: 'other',
    key: 'other-sample-key',
  });
  if (!other.ok) throw new Error(other.trouble.kind);
  await bench.wake();
  const answers = await Promise.all([
    backUp(),
    bench.send('backUpNow', { accountId: other.value.id, serverId: server.id, note: null, cost: null }),
  ]);
  expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
  expect(posts()).toHaveLength(1);
});

test('a new row that cannot be read is never called "none was made"', async () => {
  await setUp('vpsorg');
  bench.simulator.fail({ method: 'POST', times: 1, how: { kind: 'acceptThenLose' } });
  await backUp('n');
  server.oddBackupRows = [{ id: {}, server: { id: server.id } }];
  const made = server.backups.pop();
  await bench.pass(10 * MINUTE_MS);
  expect(await onlyOperation()).toMatchObject({ state: 'unknown' });
  server.oddBackupRows = [];
  if (made) server.backups.push({ ...made, status: 'completed' });
  await bench.pass(2 * MINUTE_MS);
  expect(await onlyOperation()).toMatchObject({ state: 'succeeded' });
});

test('a row with another note neither proves the backup nor its absence', async () => {
  await setUp('vpsorg');
  bench.simulator.fail({ method: 'POST', times: 1, how: { kind: 'reset' } });
  await backUp('mine');
  bench.simulator.world.addBackup(server, { kind: 'manual', note: 'of the panel' });
  await bench.pass(10 * MINUTE_MS);
  expect(await onlyOperation()).toMatchObject({ state: 'unknown' });
  await bench.pass(3 * HOUR_MS);
  expect(await onlyOperation()).toMatchObject({ state: 'undecided' });
});

test('after a night’s sleep an operation is looked at before it is given up', async () => {
  await setUp('hostup');
  await backUp();
  bench.kill();
  bench.simulator.clock.advance(25 * HOUR_MS);
  await bench.wake();
  expect(await onlyOperation()).toMatchObject({ state: 'succeeded' });
});

test('a lost answer is still sought after a sleep without network', async () => {
  await setUp('vpsorg');
  bench.simulator.fail({ method: 'POST', times: 1, how: { kind: 'acceptThenLose' } });
  await backUp('n');
  bench.kill();
  bench.simulator.clock.advance(3 * HOUR_MS);
  bench.simulator.fail({ method: 'GET', how: { kind: 'status', status: 404 } });
  await bench.wake();
  expect(await onlyOperation()).toMatchObject({ state: 'unknown' });
  bench.simulator.clearFailures();
  await bench.pass(2 * MINUTE_MS);
  expect(await onlyOperation()).toMatchObject({ state: 'succeeded' });
});

test('a clock that is set back neither loses the operation nor decides it', async () => {
  await setUp('vpsorg');
  bench.simulator.fail({ method: 'POST', times: 1, how: { kind: 'acceptThenLose' } });
  await backUp('n');
  await bench.pass(40 * MINUTE_MS);
  expect(await onlyOperation()).toMatchObject({ state: 'succeeded' });
  await setUp('vpsorg');
  await backUp('n');
  const before = bench.simulator.requests.length;
  bench.simulator.clock.freeze(bench.simulator.clock.now() - 10 * HOUR_MS);
  await bench.wake();
  expect(bench.simulator.requests.length).toBeGreaterThan(before);
});

test('a provider’s "busy" is said at once, and checked all the same', async () => {
  await setUp('hostup');
  const conflict = { code: 'upstream_failed', detail: 'The backup node is busy' };
  bench.simulator.fail({ method: 'POST', times: 1, how: { kind: 'status', status: 409, body: conflict } });
  expect(await backUp()).toMatchObject({ ok: false, trouble: { kind: 'busy', detail: conflict.detail } });
  await bench.pass(MINUTE_MS);
  expect(await onlyOperation()).toMatchObject({ state: 'unknown', answered: true });
  await bench.pass(3 * MINUTE_MS);
  expect(await onlyOperation()).toMatchObject({ state: 'failed', trouble: { kind: 'busy' } });
});

test('a job that may not be read is decided by the list', async () => {
  await setUp('hostup');
  bench.simulator.fail({ path: /^\/api\/jobs\//, how: { kind: 'status', status: 403 } });
  await backUp('n');
  await bench.pass(3 * MINUTE_MS);
  expect(await onlyOperation()).toMatchObject({ state: 'succeeded' });
});

test('a notification that the browser refuses stops no other, and is tried again without haste', async () => {
  const complaints = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await setUp('vpsorg');
  await backUp('n');
  bench.browser.refused.add((await onlyOperation()).id);
  await bench.pass(2 * MINUTE_MS);
  const first = await onlyOperation();
  expect(first).toMatchObject({ state: 'succeeded', toldAt: null });
  const before = bench.effects();
  await bench.pass(10 * MINUTE_MS);
  expect(bench.effects() - before).toBeLessThan(400);
  await backUp('second');
  await bench.pass(2 * MINUTE_MS);
  expect(endNotices().filter(({ id }) => id !== first.id)).toHaveLength(1);
  bench.browser.refused.clear();
  await bench.pass(2 * MINUTE_MS);
  expect(endNotices().map(({ id }) => id)).toContain(first.id);
  expect(complaints).toHaveBeenCalledWith(
    'the background could not finish its work (notice)',
    expect.anything(),
  );
  complaints.mockRestore();
});

test('at a provider without the call nothing is sent', async () => {
  await setUp('hostup');
  const { world } = bench.simulator;
  bench.browser.origins.add('https://api.vpsbg.eu/*');
  world.addAccount({ provider: 'vpsbg', key: 'vpsbg-key' });
  const weekly = world.addServer('vpsbg', { keys: ['vpsbg-key'] });
  const added = await bench.send('addAccount', { provider: 'vpsbg', label: 'x', key: 'vpsbg-key' });
  await bench.wake();
  if (!added.ok) throw new Error(added.trouble.kind);
  const answer = await bench.send('backUpNow', {
    accountId: added.value.id,
    serverId: weekly.id,
    note: null,
    cost: null,
  });
  expect(answer).toMatchObject({ ok: false, trouble: { kind: 'notOffered' } });
  expect(posts()).toEqual([]);
});
