import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ConfirmRequest } from '../../lib/fleet/confirm-address';
import type { Operation } from '../../lib/model/operation';
import type { Plan } from '../../lib/model/plan';
import type { Server, ServerReading } from '../../lib/model/server';
import type { StoredState } from '../../lib/model/state';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../lib/model/time';
import type { Trouble } from '../../lib/model/trouble';
import { setLanguages } from '../../lib/text/i18n';
import {
  aBackup,
  anAccount,
  anOperation,
  aPlan,
  aReading,
  aServer,
  aState,
  aStatus,
  aStored,
  NOW,
  someSettings,
} from '../unit/builders';
import { asking, confirmActions } from './confirm-page';

const actions = confirmActions();

beforeAll(() => setLanguages(['en-GB']));
beforeEach(() => {
  vi.resetAllMocks();
  vi.spyOn(Date, 'now').mockReturnValue(NOW - MINUTE_MS);
  actions.examine.mockResolvedValue({ ok: true, value: null });
  actions.deleteBackup.mockResolvedValue({ ok: true, value: { operationId: 'o1' } });
  actions.backUpNow.mockResolvedValue({ ok: true, value: { operationId: 'o1' } });
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const key = 'hostup/s1';
const newest = aBackup();
const older = aBackup({ id: 'b2', createdAt: NOW - 3 * HOUR_MS });
const { kind, createdAt, note } = older;
const deletion = { kind: 'delete', backup: { id: 'b2', kind, createdAt, note } } as const;
const deleting: ConfirmRequest = { kind: 'delete', key, point: 'b2' };
const backingUp: ConfirmRequest = { kind: 'backup', key };
const PANEL = "Open HostUp's panel";

type Parts = {
  readonly server?: Partial<Server>;
  readonly reading?: Partial<ServerReading>;
  readonly operations?: readonly Operation[];
  readonly capabilities?: readonly ('create' | 'delete' | 'restore' | 'schedule')[];
};

function stateOf({ server, reading, operations = [], capabilities }: Parts = {}): StoredState {
  return aState({
    statuses: [aStatus({ capabilities: capabilities ?? ['create', 'delete', 'restore', 'schedule'] })],
    servers: [
      aStored({ server: aServer(server), reading: aReading({ backups: [newest, older], ...reading }) }),
    ],
    operations,
  });
}

async function ask(request: ConfirmRequest, parts: Parts = {}) {
  const next = asking(stateOf(parts), request, actions);
  await waitFor(() => expect(visible()).not.toContain('Reading'));
  return (then: Parts) => next(stateOf(then));
}

const visible = () => document.body.textContent ?? '';
const title = () => screen.getByRole('heading').textContent;
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const has = (name: string) => screen.queryByRole('button', { name }) !== null;
const panelLink = () => screen.getByRole('link', { name: PANEL }).getAttribute('href');

const over = { endedAt: NOW, toldAt: null } as const;
const doubt = { answered: true, cause: null, missedAt: null, giveUpAt: NOW + HOUR_MS } as const;
const failed = (trouble: Trouble) => ({ state: 'failed', trouble, ...over }) as const;
const callNotFound: Trouble = { kind: 'callNotFound', detail: null };

describe('what the API has no call for leads to the panel', () => {
  test.each<Trouble>([callNotFound, { kind: 'notOffered' }])('a deletion: $kind', async (trouble) => {
    actions.deleteBackup.mockResolvedValue({ ok: false, trouble });
    const next = await ask(deleting);
    press('Delete backup');
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('panel'));
    next({ operations: [anOperation({ task: deletion, ...failed(trouble) })] });
    expect(has('Delete backup')).toBe(false);
    expect(panelLink()).toBe(aServer().panelUrl);
    expect(visible()).not.toContain('deleted for good');
    expect(title()).toBe('The backup of app-01 (today 09:00, manual) was not deleted');
  });

  test('a schedule', async () => {
    actions.changeSchedule.mockResolvedValue({ ok: false, trouble: callNotFound });
    const schedule = {
      id: 'd',
      name: null,
      frequency: 'daily',
      frequencyText: 'daily',
      timeText: null,
      dayText: null,
      retentionCount: 7,
      enabled: true,
      lastRunAt: null,
      nextRunAt: null,
    } as const;
    const request = { kind: 'schedule', key, task: { kind: 'deleteSchedule', scheduleId: 'd' } } as const;
    await ask(request, { reading: { schedules: [schedule] } });
    press('Delete the schedule');
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('panel'));
    expect(has('Delete the schedule')).toBe(false);
    expect(panelLink()).toBe(aServer().panelUrl);
  });

  test('and so does one that nobody can decide', async () => {
    const next = await ask(deleting);
    press('Delete backup');
    await waitFor(() => expect(visible()).toContain('was asked for'));
    next({ operations: [anOperation({ task: deletion, state: 'undecided', ...over })] });
    expect(screen.getByRole('alert').textContent).toContain('Look in its panel');
    expect(panelLink()).toBe(aServer().panelUrl);
    expect(title()).toContain('is not known');
    expect(has('Try again')).toBe(false);
  });
});

describe('a deletion', () => {
  test('is spoken of as what is to come', async () => {
    await ask(deleting);
    expect(visible()).toContain('This backup will be deleted for good.');
  });

  test('that is over asks no more: which one went, and what remains', async () => {
    const next = await ask(deleting);
    expect(title()).toBe('Delete this backup of app-01?');
    press('Delete backup');
    await waitFor(() => expect(visible()).toContain('was asked for'));
    next({ operations: [anOperation({ task: deletion, state: 'running' })] });
    expect(title()).toBe('Deleting the backup of app-01 (today 09:00, manual)');
    next({
      operations: [anOperation({ task: deletion, state: 'succeeded', newBackups: [], ...over })],
      reading: { backups: [newest] },
    });
    expect(title()).toBe('The backup of app-01 (today 09:00, manual) is deleted');
    expect(visible()).toContain('1 restore point, the newest from today 11:00');
  });

  test('that met a busy server is being found out about, which is said', async () => {
    actions.deleteBackup.mockResolvedValue({ ok: false, trouble: { kind: 'busy', detail: 'Locked' } });
    const next = await ask(deleting);
    press('Delete backup');
    await waitFor(() => expect(visible()).toContain('is busy'));
    const of = { task: deletion, createdAt: NOW - MINUTE_MS };
    next({ operations: [anOperation({ ...of, state: 'unknown', ...doubt })] });
    expect(visible()).toContain('HostUp said that it is busy with app-01. Lastgood is finding out');
    expect(visible()).toContain('HostUp says: Locked');
    expect(visible()).not.toContain('try again');
    expect(has('Delete backup')).toBe(false);
    next({ operations: [anOperation({ ...of, ...failed({ kind: 'busy', detail: 'Locked' }) })] });
    expect(title()).toBe('The backup of app-01 (today 09:00, manual) was not deleted');
    press('Try again');
    await waitFor(() => expect(has('Delete backup')).toBe(true));
    expect(title()).toBe('Delete this backup of app-01?');
    expect(actions.examine).toHaveBeenCalledTimes(2);
  });
});

describe('what somebody does meanwhile with the same server', () => {
  const backup = (over = {}) =>
    anOperation({ id: 'o2', state: 'succeeded', endedAt: NOW, newBackups: [], ...over });

  test('leaves the end of the deletion standing', async () => {
    const next = await ask(deleting);
    press('Delete backup');
    await waitFor(() => expect(visible()).toContain('was asked for'));
    const missed = anOperation({
      task: deletion,
      createdAt: NOW - HOUR_MS,
      ...failed({ kind: 'notFound', detail: null }),
    });
    next({ operations: [missed, backup()] });
    expect(title()).toBe('The backup of app-01 (today 09:00, manual) was not deleted');
    expect(has('Try again')).toBe(true);
  });

  test('takes the place of no question that failed', async () => {
    actions.deleteBackup.mockResolvedValue({ ok: false, trouble: { kind: 'timedOut' } });
    const next = await ask(deleting);
    press('Delete backup');
    await waitFor(() => expect(visible()).toContain('did not answer'));
    next({ operations: [backup()] });
    expect(title()).toBe('Delete this backup of app-01?');
    expect(has('Delete backup')).toBe(true);
  });
});

describe('a backup by hand', () => {
  async function started() {
    const next = await ask(backingUp);
    expect(title()).toBe('Back up app-01 now?');
    press('Back up now');
    await waitFor(() => expect(visible()).toContain('was asked for'));
    next({ operations: [anOperation()] });
    expect(title()).toBe('Backing up app-01');
    expect(visible()).toContain('Backing up, 46 %');
    expect(has('Back up now')).toBe(false);
    return next;
  }

  test('tells that it is complete', async () => {
    const next = await started();
    const spoken = screen.getByRole('status');
    next({ operations: [anOperation({ state: 'succeeded', newBackups: ['b9'], ...over })] });
    expect(title()).toBe('app-01 is backed up');
    expect(spoken.textContent).toContain('complete');
    expect(spoken.isConnected).toBe(true);
    expect(visible()).not.toContain('was asked for');
  });

  test('tells that it failed, and why', async () => {
    const next = await started();
    next({ operations: [anOperation(failed({ kind: 'operationFailed', detail: 'disk full' }))] });
    expect(title()).toBe('The backup of app-01 failed');
    expect(screen.getByRole('alert').textContent).toContain('disk full');
    press('Try again');
    await waitFor(() => expect(has('Back up now')).toBe(true));
  });

  test('tells that nobody knows', async () => {
    const next = await started();
    next({ operations: [anOperation({ state: 'undecided', ...over })] });
    expect(title()).toBe('The backup of app-01 is not confirmed');
    expect(panelLink()).toBe(aServer().panelUrl);
  });

  test('whose answer was lost leaves no second button', async () => {
    actions.backUpNow.mockResolvedValue({ ok: false, trouble: { kind: 'noBackground' } });
    const next = await ask(backingUp);
    press('Back up now');
    await waitFor(() => expect(screen.getByRole('alert')).toBeTruthy());
    next({ operations: [anOperation()] });
    expect(has('Back up now')).toBe(false);
  });

  test('that its provider does not allow now has no button for it, but the panel and another try', async () => {
    await ask(backingUp, {
      reading: { createGate: { allowed: false, reason: 'pending order', code: null } },
    });
    expect(visible()).toContain('pending order');
    expect(has('Back up now')).toBe(false);
    expect(panelLink()).toBe(aServer().panelUrl);
    press('Try again');
    await waitFor(() => expect(actions.examine).toHaveBeenCalledTimes(2));
  });

  test('that no API makes says so', async () => {
    await ask(backingUp, { capabilities: ['delete'] });
    expect(visible()).toContain("HostUp's API cannot make backups");
    expect(has('Back up now')).toBe(false);
    expect(panelLink()).toBe(aServer().panelUrl);
  });

  test('that needs room leads to where it is made', async () => {
    const quota = { kind: 'limited', used: 3, limit: 3, remaining: 0 } as const;
    await ask(backingUp, { reading: { quota, settings: someSettings({ autoDeleteOldest: false }) } });
    expect(visible()).toContain('Make room first');
    press('Make room…');
    expect(actions.turnTo).toHaveBeenCalledWith({ kind: 'makeRoom', key });
  });
});

describe('a refusal leads on', () => {
  const restoring: ConfirmRequest = { kind: 'restore', key, point: 'b2' };
  test.each<[string, ConfirmRequest, Parts]>([
    ['a restore point that is gone', restoring, { reading: { backups: [newest] } }],
    ['one that has expired', restoring, { reading: { backups: [newest, { ...older, expiresAt: NOW }] } }],
    ['a backup that is gone', deleting, { reading: { backups: [newest] } }],
  ])('%s: to the other backups', async (_, request, parts) => {
    await ask(request, parts);
    expect(visible()).toContain('hoose another one');
    press('Show its backups');
    expect(actions.openServer).toHaveBeenCalledWith(key);
  });

  test.each<[string, Parts]>([
    ['something under way', { operations: [anOperation()] }],
    ['a busy provider', { server: { locked: true } }],
  ])('%s: to another try, as the button beside it says', async (_, parts) => {
    await ask(restoring, parts);
    expect(visible()).toContain('then try again');
    expect(has('Try again')).toBe(true);
  });

  test('a provider that was not reached promises nothing by itself', async () => {
    actions.examine.mockResolvedValue({ ok: false, trouble: { kind: 'unreachable' } });
    await ask(restoring);
    expect(screen.getByRole('alert').textContent).toContain('so nothing was done for app-01 (work)');
    expect(visible()).not.toContain('by itself');
  });
});

describe('a number that the older API does not know', () => {
  test('is what is unknown, and not the server', async () => {
    actions.rememberNumber.mockResolvedValue({
      ok: false,
      trouble: { kind: 'notFound', detail: 'VM not found' },
    });
    await ask({ kind: 'legacy', key, number: '99' });
    press('Check and keep');
    await waitFor(() => expect(visible()).toContain("HostUp's older API knows no server with the number 99"));
    expect(visible()).toContain('so nothing was kept');
    expect(visible()).toContain('VM not found');
    expect(visible()).not.toContain('may have been removed');
  });
});

describe('what became of several steps', () => {
  const ids = { accountId: 'a1', provider: 'hostup', serverId: 's1', serverName: 'app-01' } as const;
  const create = { kind: 'create', note: null, cost: null } as const;
  const backup = deletion.backup;
  const safety = { ...ids, task: create, operationId: 'o1', notStarted: null } as const;
  const restore = {
    ...ids,
    task: { kind: 'restore', backup, source: null },
    operationId: 'o2',
    notStarted: null,
  } as const;
  const done = (id: string, task: Operation['task']) =>
    anOperation({ id, task, state: 'succeeded', newBackups: [], ...over });
  const at = { at: NOW, toldAt: NOW } as const;
  const showPlan = (
    plan: Partial<Plan>,
    operations: readonly Operation[],
    state: Partial<StoredState> = {},
  ) =>
    asking(aState({ operations, plans: [aPlan(plan)], ...state }), { kind: 'plan', planId: 'p1' }, actions);
  const status = () => screen.getByRole('status').textContent;

  test('of a chain says whose server it was, and the result', () => {
    const operations = [done('o1', create), done('o2', restore.task)];
    showPlan({ steps: [safety, restore], end: { kind: 'done', ...at } }, operations);
    expect(title()).toBe('app-01 is backed up and restored');
    expect(visible()).toContain('HostUp · work · 192.0.2.10');
    expect(status()).toBe(
      'The disk is that of the backup of today 09:00, manual. The backup of the current state is complete.',
    );
  });

  test('of one that is under way says so too', () => {
    showPlan({ steps: [safety, { ...restore, operationId: null }] }, [anOperation()]);
    expect(visible()).toContain('HostUp · work · 192.0.2.10');
    expect(status()).toContain('This goes on');
  });

  test('of one that never restored says that the disk is as it was', () => {
    const steps = [safety, { ...restore, operationId: null }];
    showPlan({ steps, end: { kind: 'stopped', why: 'late', ...at } }, [done('o1', create)]);
    expect(has('Ask again…')).toBe(true);
    expect(status()).toBe(
      'Nothing was restored: the disk was not touched. The backup of the current state is complete.',
    );
  });

  test('of one whose backup still goes on is asked again once that has ended', () => {
    const steps = [safety, { ...restore, operationId: null }];
    showPlan({ steps, end: { kind: 'stopped', why: 'late', ...at } }, [anOperation()]);
    expect(has('Ask again…')).toBe(false);
    expect(status()).toContain('Once that has ended, you can ask again');
  });

  test('of one whose restore failed claims nothing of the disk', () => {
    const lost = anOperation({
      id: 'o2',
      task: restore.task,
      ...failed({ kind: 'operationFailed', detail: null }),
    });
    showPlan({ steps: [safety, restore], end: { kind: 'broken', ...at } }, [done('o1', create), lost]);
    expect(status()).toBe('The backup of the current state is complete.');
  });

  test('of room says what is deleted', () => {
    const gone = { ...ids, task: deletion, operationId: 'o3', notStarted: null };
    const operations = [done('o3', deletion), done('o1', create)];
    showPlan({ kind: 'makeRoom', steps: [gone, safety], end: { kind: 'done', ...at } }, operations);
    expect(visible()).toContain('HostUp · work · 192.0.2.10');
    expect(status()).toBe('Deleted: the backup of today 09:00, manual.');
    cleanup();
    const kept = anOperation({ id: 'o3', task: deletion, ...failed({ kind: 'protected' }) });
    showPlan(
      { kind: 'makeRoom', steps: [gone, { ...safety, operationId: null }], end: { kind: 'broken', ...at } },
      [kept],
    );
    expect(status()).toBe('No backup was deleted.');
  });

  test.each([
    [
      'is not known',
      [anOperation({ id: 'o3', task: deletion, state: 'undecided', ...over } as Partial<Operation>)],
    ],
    ['is no longer recorded', []],
  ])('of room whose deletion %s claims nothing of what is left', (_name, operations) => {
    const gone = { ...ids, task: deletion, operationId: 'o3', notStarted: null };
    const steps = [gone, { ...safety, operationId: null }];
    showPlan({ kind: 'makeRoom', steps, end: { kind: 'broken', ...at } }, operations);
    expect(status()).toBe('It has ended.');
  });

  test('of a server that is no longer known still names its account', () => {
    showPlan({ steps: [safety, restore] }, [anOperation()], { servers: [] });
    expect(visible()).toContain('HostUp · work');
  });

  test('of many names the account of each', () => {
    const accounts = [anAccount(), anAccount({ id: 'a2', provider: 'vpsorg', label: 'shop' })];
    const other = { ...safety, accountId: 'a2', provider: 'vpsorg', operationId: null };
    showPlan({ kind: 'bulk', steps: [safety, other] }, [anOperation()], {
      accounts,
      statuses: [aStatus(), aStatus({ accountId: 'a2' })],
    });
    const [one, two] = screen.getAllByRole('listitem').map((line) => line.textContent ?? '');
    expect(one).toContain('app-01 HostUp · work');
    expect(two).toContain('app-01 VPS.org · shop');
  });

  test('those that are left out are named with their account', () => {
    const shut = aReading({
      backups: [aBackup({ createdAt: NOW - 9 * DAY_MS })],
      createGate: { allowed: false, reason: 'pending order', code: null },
    });
    actions.readServers.mockResolvedValue({ ok: true, value: null });
    asking(aState({ servers: [aStored({ reading: shut })] }), { kind: 'overdue' }, actions);
    expect(screen.getByText('1 server is left out').parentElement?.textContent).toContain(
      'app-01 HostUp · work',
    );
  });

  test('those that need room lead to where it is made', () => {
    const quota = { kind: 'limited', used: 3, limit: 3, remaining: 0 } as const;
    const full = aReading({
      backups: [aBackup({ createdAt: NOW - 9 * DAY_MS })],
      quota,
      settings: someSettings({ autoDeleteOldest: false }),
    });
    actions.readServers.mockResolvedValue({ ok: true, value: null });
    const statuses = [aStatus({ capabilities: ['create', 'delete'] })];
    asking(aState({ statuses, servers: [aStored({ reading: full })] }), { kind: 'overdue' }, actions);
    press('Make room… (app-01)');
    expect(actions.turnTo).toHaveBeenCalledWith({ kind: 'makeRoom', key });
  });
});
