import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ConfirmRequest } from '../../lib/fleet/confirm-address';
import type { Schedule } from '../../lib/model/backup';
import type { Result } from '../../lib/model/messages';
import type { Server, ServerReading, StoredServer } from '../../lib/model/server';
import type { StoredState } from '../../lib/model/state';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../lib/model/time';
import { setLanguages } from '../../lib/text/i18n';
import {
  aBackup,
  anAccount,
  anOperation,
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
const fine: Result<null> = { ok: true, value: null };

beforeAll(() => setLanguages(['en-GB']));
beforeEach(() => {
  vi.resetAllMocks();
  vi.spyOn(Date, 'now').mockReturnValue(NOW - MINUTE_MS);
  actions.examine.mockResolvedValue(fine);
  actions.restore.mockResolvedValue({ ok: true, value: { kind: 'operation', id: 'o1' } });
  actions.deleteBackup.mockResolvedValue({ ok: true, value: { operationId: 'o1' } });
  actions.makeRoom.mockResolvedValue({ ok: true, value: { planId: 'p1' } });
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const oldest = aBackup({ id: 'b3', createdAt: NOW - 3 * DAY_MS });
const older = aBackup({ id: 'b2', createdAt: NOW - 12 * HOUR_MS - 45 * MINUTE_MS, kind: 'automatic' });
const newest = aBackup();

type Parts = {
  readonly reading?: Partial<ServerReading>;
  readonly server?: Partial<Server>;
  readonly stored?: Partial<StoredServer>;
  readonly state?: Partial<StoredState>;
};

function stateOf({ reading, server, stored, state }: Parts = {}): StoredState {
  return aState({
    statuses: [aStatus({ capabilities: ['create', 'delete', 'restore', 'restoreFrom', 'schedule'] })],
    servers: [
      aStored({
        server: aServer(server),
        reading: aReading({ backups: [newest, older, oldest], ...reading }),
        ...stored,
      }),
    ],
    ...state,
  });
}

const daily: Schedule = {
  id: 'd',
  name: null,
  frequency: 'daily',
  frequencyText: 'daily',
  timeText: null,
  dayText: null,
  retentionCount: 7,
  enabled: true,
  lastRunAt: null,
  nextRunAt: NOW + 15 * HOUR_MS,
};

const key = 'hostup/s1';
const restoring: ConfirmRequest = { kind: 'restore', key, point: 'b2' };
const deleting: ConfirmRequest = { kind: 'delete', key, point: 'b2' };
const makingRoom: ConfirmRequest = { kind: 'makeRoom', key };

async function ask(request: ConfirmRequest, parts: Parts = {}) {
  const next = asking(stateOf(parts), request, actions);
  await waitFor(() => expect(visible()).not.toContain('Reading'));
  return (then: Parts) => next(stateOf(then));
}

const visible = () => document.body.textContent ?? '';
const danger = (name: string | RegExp) => screen.getByRole('button', { name });
const isOff = (name: string | RegExp) => danger(name).getAttribute('aria-disabled') === 'true';
const field = () => screen.getByLabelText(/^Type/);
const typeName = (value: string) => fireEvent.input(field(), { target: { value } });
const checkbox = (name: RegExp) => screen.getByRole<HTMLInputElement>('checkbox', { name });

describe('nothing is confirmed on old data', () => {
  test('until the answer has come, nor while what is shown was read before it was asked', async () => {
    vi.spyOn(Date, 'now').mockReturnValue(NOW + 1);
    const next = asking(stateOf(), restoring, actions);
    await waitFor(() => expect(actions.examine).toHaveBeenCalledTimes(1));
    expect(visible()).toContain('Reading app-01 anew at HostUp');
    expect(screen.queryByLabelText(/^Type/)).toBeNull();
    next(stateOf({ stored: { readAt: NOW + 1 } }));
    await waitFor(() => expect(field()).toBeTruthy());
  });

  test('a failure says so and can be tried again', async () => {
    actions.examine.mockResolvedValueOnce({ ok: false, trouble: { kind: 'timedOut' } });
    await ask(restoring);
    expect(visible()).toContain('Nothing can be confirmed before the server was read anew');
    expect(screen.queryByRole('button', { name: 'Restore server' })).toBeNull();
    fireEvent.click(danger('Try again'));
    await waitFor(() => expect(field()).toBeTruthy());
  });

  test('a page that was left open asks for a new reading', async () => {
    vi.spyOn(Date, 'now').mockReturnValue(NOW - HOUR_MS);
    await ask(restoring, { stored: { readAt: NOW - 11 * MINUTE_MS } });
    expect(visible()).toContain('too old to confirm anything');
    fireEvent.click(danger('Try again'));
    await waitFor(() => expect(actions.examine).toHaveBeenCalledTimes(2));
  });
});

describe('restoring', () => {
  test('says the point, its age, what is newer and what is lost', async () => {
    await ask(restoring, { reading: { backups: [newest, { ...older, note: 'before the move' }, oldest] } });
    for (const said of [
      'Restore app-01?',
      'HostUp · work · 192.0.2.10',
      'automatic, size not stated',
      'before the move',
      '12 h 45 min',
      'Newer backup1 (today 11:00, manual)',
      'will be lost.',
      'HostUp does not say whether the server stops',
    ]) {
      expect(visible()).toContain(said);
    }
    expect(document.activeElement?.tagName).toBe('H1');
  });

  test('without a date it claims none', async () => {
    await ask(restoring, { reading: { backups: [newest, { ...older, createdAt: null }] } });
    expect(visible()).toContain('HostUp does not say when that was');
    expect(visible()).toContain('Agenot known');
  });

  test('starts by the button alone, once the name is typed, with the backup of the current state first', async () => {
    await ask(restoring);
    expect(checkbox(/Back up the current state first/).checked).toBe(true);
    expect(isOff('Restore server')).toBe(true);
    fireEvent.click(danger('Restore server'));
    expect(document.activeElement).toBe(field());
    typeName('app-0');
    expect(isOff('Restore server')).toBe(true);
    typeName(' app-01 ');
    fireEvent.keyDown(field(), { key: 'Enter' });
    fireEvent.submit(field());
    expect(actions.restore).not.toHaveBeenCalled();
    actions.restore.mockResolvedValue({ ok: true, value: { kind: 'plan', id: 'p1' } });
    fireEvent.click(danger('Restore server'));
    fireEvent.click(danger(/Asking HostUp/));
    await waitFor(() => expect(actions.turnTo.mock.calls).toEqual([[{ kind: 'plan', planId: 'p1' }]]));
    expect(actions.restore.mock.calls.map(([, confirmed]) => confirmed)).toEqual([
      { backupId: 'b2', sourceServerId: null, safety: true, typedName: ' app-01 ' },
    ]);
  });

  test('without it only where a person unticks it, and that is said', async () => {
    await ask(restoring);
    fireEvent.click(checkbox(/Back up the current state first/));
    expect(visible()).toContain('what is on the server now cannot be had back');
    typeName('app-01');
    fireEvent.click(danger('Restore server'));
    await waitFor(() => expect(actions.restore.mock.calls[0]?.[1].safety).toBe(false));
    await waitFor(() => expect(visible()).toContain('was asked for'));
  });

  const full = { kind: 'limited', used: 3, limit: 3, remaining: 0 } as const;
  test.each([
    [
      'couldEvict',
      { quota: full, settings: someSettings() },
      'would probably delete this very restore point',
    ],
    ['mayEvict', { quota: full }, 'could not be read'],
    ['noSlot', { quota: full, settings: someSettings({ autoDeleteOldest: false }) }, 'no slot is free'],
    ['notPossible', { createGate: { allowed: false, reason: null, code: null } }, 'allows no new backup'],
    [
      'closed',
      { quota: full, createGate: { allowed: false, reason: 'All 3 backup slots are in use.', code: null } },
      'as HostUp says: All 3 backup slots are in use.',
    ],
    ['expires', { backups: [{ ...oldest, expiresAt: NOW + HOUR_MS }] }, 'this restore point expires'],
  ])('where that cannot be (%s), it takes a consent of its own', async (_, reading, words) => {
    await ask({ kind: 'restore', key, point: 'b3' }, { reading });
    expect(visible()).toContain(words);
    typeName('app-01');
    expect(isOff('Restore server')).toBe(true);
    fireEvent.click(checkbox(/Restore without a safety backup/));
    fireEvent.click(danger('Restore server'));
    await waitFor(() => expect(actions.restore.mock.calls[0]?.[1].safety).toBe(false));
  });

  test('no room is offered where the provider deletes none', async () => {
    const createGate = { allowed: false, reason: 'No.', code: null };
    const state = { statuses: [aStatus({ capabilities: ['create', 'restore'] })] };
    await ask(restoring, { reading: { quota: full, createGate }, state });
    expect(visible()).toContain('No.');
    expect(screen.queryByRole('button', { name: 'Make room…' })).toBeNull();
  });

  test.each([
    ['closed for lack of slots, as far as is known', null, 1],
    ['closed for another reason', 'pending_order', 0],
  ])('a gate %s: leads to making room or not', async (_, code, ways) => {
    await ask(restoring, { reading: { quota: full, createGate: { allowed: false, reason: 'No.', code } } });
    expect(screen.queryAllByRole('button', { name: 'Make room…' })).toHaveLength(ways);
  });

  test.each<[string, Parts]>([
    ['where it may be restored', {}],
    ['where the gate is closed', { reading: { restoreGate: { allowed: false, reason: 'No.', code: null } } }],
    [
      'where the disk is too small',
      {
        server: { diskBytes: 20e9 },
        reading: { backups: [newest, { ...older, size: { basis: 'disk', diskBytes: 40e9 } }] },
      },
    ],
  ])('a new server can be had of it in the panel, %s', async (_, parts) => {
    await ask(restoring, parts);
    expect(visible()).toContain("A new server made of a backup costs money: HostUp's panel does that.");
    const link = screen.getByRole('link', { name: "Open HostUp's panel" });
    expect(link.getAttribute('href')).toBe(aServer().panelUrl);
  });

  test('a request that failed and goes on all the same leaves no form to press again', async () => {
    const next = await ask(restoring);
    actions.restore.mockResolvedValue({ ok: false, trouble: { kind: 'timedOut' } });
    typeName('app-01');
    fireEvent.click(danger('Restore server'));
    await waitFor(() => expect(visible()).toContain('did not answer'));
    expect(field()).toBeTruthy();
    const backup = { id: 'b2', kind: 'manual', createdAt: NOW - DAY_MS, note: null } as const;
    const restore = { kind: 'restore', backup, source: null } as const;
    const doubtful = {
      state: 'unknown',
      answered: false,
      cause: null,
      missedAt: null,
      giveUpAt: NOW,
    } as const;
    next({ state: { operations: [anOperation({ ...doubtful, createdAt: NOW - MINUTE_MS })] } });
    expect(screen.queryByLabelText(/^Type/)).toBeNull();
    expect(visible()).toContain('No answer came: checking what happened');
    const answered = { ...doubtful, task: restore, answered: true, createdAt: NOW - MINUTE_MS };
    next({ state: { operations: [anOperation(answered)] } });
    expect(visible()).toContain('Checking what came of it');
    expect(visible()).not.toMatch(/No answer came|was asked for/);
  });

  test('a refusal of the provider leaves the form, with the reason', async () => {
    await ask(restoring);
    actions.restore.mockResolvedValue({
      ok: false,
      trouble: { kind: 'gateClosed', reason: 'pending order' },
    });
    typeName('app-01');
    fireEvent.click(danger('Restore server'));
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('pending order'));
    expect(isOff('Restore server')).toBe(false);
  });

  test('a name from right to left is shown apart and typed as it is', async () => {
    await ask(restoring, { server: { name: 'שרת-01' } });
    expect(document.querySelector('bdi.confirm-name')?.textContent).toBe('שרת-01');
    typeName('שרת-01');
    expect(isOff('Restore server')).toBe(false);
  });
});

describe('what refuses a restore, and the way on', () => {
  const panel = /Open HostUp's panel/;
  test.each<[string, Parts, string, string | RegExp]>([
    [
      'notOffered',
      { state: { statuses: [aStatus({ capabilities: ['delete'] })] } },
      'does not document',
      panel,
    ],
    [
      'readOnlyKey',
      { state: { statuses: [aStatus({ writes: 'refused' })] } },
      'may only read',
      'Open settings',
    ],
    [
      'wrongKey',
      { state: { statuses: [aStatus({ trouble: { kind: 'wrongKey' } })] } },
      'refuses the key',
      'Open settings',
    ],
    ['running', { state: { operations: [anOperation()] } }, 'already under way', 'Try again'],
    ['locked', { server: { locked: true } }, 'is busy with app-01', 'Try again'],
    [
      'gate',
      { reading: { restoreGate: { allowed: false, reason: 'pending order', code: null } } },
      'pending order',
      panel,
    ],
    ['gone', { reading: { backups: [newest] } }, 'no longer lists this backup', 'Close'],
    ['expired', { reading: { backups: [{ ...older, expiresAt: NOW }] } }, 'has expired', 'Close'],
    [
      'notComplete',
      { reading: { backups: [{ ...older, state: 'unknown' }] } },
      'does not call this backup of app-01 complete',
      'Try again',
    ],
    [
      'disk',
      {
        server: { diskBytes: 50e9 },
        reading: { backups: [{ ...older, size: { basis: 'disk', diskBytes: 80e9 } }] },
      },
      '80 GB are needed, it has 50 GB',
      panel,
    ],
    ['older list', { reading: { backups: [newest], unmatched: [older] } }, 'restores nothing', panel],
  ])('%s', async (_, parts, words, way) => {
    await ask(restoring, parts);
    expect(visible()).toContain(words);
    expect(screen.queryByRole('button', { name: 'Restore server' })).toBeNull();
    const found = [
      ...screen.queryAllByRole('button', { name: way }),
      ...screen.queryAllByRole('link', { name: way }),
    ];
    expect(found).toHaveLength(1);
  });
});

describe("restoring another server's backup", () => {
  const sources = [
    {
      id: 's2',
      name: 'old-01',
      kind: 'retained' as const,
      stateText: null,
      backups: [{ id: 'x1', createdAt: NOW - DAY_MS, size: null }],
    },
  ];
  const from: ConfirmRequest = { kind: 'restoreFrom', key };

  test('is chosen first, takes everything, and says what becomes of the server', async () => {
    actions.restoreSources.mockResolvedValue({ ok: true, value: sources });
    await ask(from);
    await waitFor(() => expect(screen.getByLabelText('Server')).toBeTruthy());
    expect(visible()).toContain('old-01 (ended, only its backups are kept)');
    expect(screen.queryByLabelText(/^Type/)).toBeNull();
    fireEvent.change(screen.getByLabelText('Server'), { target: { value: 's2' } });
    fireEvent.change(screen.getByLabelText('Backup'), { target: { value: 'x1' } });
    expect(visible()).toContain(
      "Everything on the disk of app-01 will be lost and replaced by the other server's",
    );
    expect(visible()).toContain('its network is configured anew');
    expect(visible()).toContain('whether it is large enough is not stated');
    typeName('app-01');
    fireEvent.click(danger('Restore server'));
    await waitFor(() =>
      expect(actions.restore.mock.calls[0]?.[1]).toMatchObject({ backupId: 'x1', sourceServerId: 's2' }),
    );
  });

  test('says where there is none, and why it could not be asked', async () => {
    actions.restoreSources.mockResolvedValueOnce({ ok: false, trouble: { kind: 'forbidden', detail: null } });
    actions.restoreSources.mockResolvedValueOnce({ ok: true, value: [] });
    await ask(from);
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('may not do this'));
    fireEvent.click(danger('Try again'));
    await waitFor(() => expect(visible()).toContain('offers no backup of another server'));
  });
});

describe('deleting', () => {
  test('says what remains, and takes one press', async () => {
    await ask(deleting);
    expect(visible()).toContain('2 restore points, the newest from today 11:00, manual (1 h old)');
    expect(visible()).toContain('app-01 is covered');
    expect(screen.queryByLabelText(/^Type/)).toBeNull();
    fireEvent.click(danger('Delete backup'));
    await waitFor(() => expect(actions.deleteBackup.mock.calls[0]?.slice(1)).toEqual(['b2', null]));
  });

  test('what is not stated or could not be read is said', async () => {
    const unknown = { ...older, kind: 'unknown' as const, kindText: '' };
    await ask(deleting, { reading: { backups: [newest, unknown], unreadableBackups: 2, unreadableRows: 2 } });
    expect(visible()).toContain('kind not stated, size not stated');
    expect(visible()).toMatch(/1 restore point, the newest from .*; 2 could not be read and may be more/);
  });

  test('the last restore point takes the name', async () => {
    await ask(deleting, { reading: { backups: [older] } });
    expect(visible()).toContain('It is the last restore point');
    expect(isOff('Delete backup')).toBe(true);
    typeName('app-01');
    fireEvent.click(danger('Delete backup'));
    await waitFor(() => expect(actions.deleteBackup.mock.calls[0]?.slice(1)).toEqual(['b2', 'app-01']));
  });

  test.each<[string, Parts, string]>([
    ['protected', { reading: { backups: [newest, { ...older, protected: true }] } }, 'is protected'],
    ['the number is not known', { reading: { backups: [newest], unmatched: [older] } }, 'needs the number'],
    ['gone', { reading: { backups: [newest] } }, 'no longer lists'],
    ['no call', { state: { statuses: [aStatus({ capabilities: [] })] } }, 'does not offer to delete'],
  ])('refused: %s', async (_, parts, words) => {
    await ask(deleting, parts);
    expect(visible()).toContain(words);
    expect(screen.queryByRole('button', { name: 'Delete backup' })).toBeNull();
  });

  test('an older row goes once its number is known', async () => {
    await ask(deleting, {
      reading: { backups: [newest], unmatched: [older] },
      state: { accounts: [anAccount({ legacyIds: { s1: '1871' } })] },
    });
    expect(isOff('Delete backup')).toBe(false);
  });
});

describe('making room', () => {
  const full = { kind: 'limited', used: 4, limit: 4, remaining: 0 } as const;
  const oneFree = { kind: 'limited', used: 4, limit: 5, remaining: 1 } as const;
  const pendingOrder = { allowed: false, reason: 'An order is pending', code: 'pending_order' };
  const backups = [
    newest,
    { ...older, kind: 'manual' as const },
    oldest,
    aBackup({ id: 'b4', kind: 'scheduled', createdAt: NOW - 9 * DAY_MS }),
  ];

  test('proposes the oldest made by hand, says why others stay, and sends what was chosen', async () => {
    await ask(makingRoom, { reading: { backups, quota: full } });
    const boxes = screen.getAllByRole<HTMLInputElement>('checkbox');
    expect(boxes.map(({ checked }) => checked)).toEqual([true, false]);
    expect(visible()).toContain('2 backups stay');
    expect(visible()).toContain('kept by its schedule');
    expect(visible()).toContain('the last good backup');
    expect(visible()).toContain('1 backup will be deleted for good.');
    const [first, second] = boxes;
    if (!first || !second) throw new Error('two may go');
    fireEvent.click(first);
    expect(isOff('Delete 0, then back up')).toBe(true);
    fireEvent.click(danger('Delete 0, then back up'));
    expect(actions.makeRoom).not.toHaveBeenCalled();
    fireEvent.click(second);
    fireEvent.input(screen.getByLabelText('Note (optional)'), { target: { value: ' room ' } });
    fireEvent.click(danger('Delete 1, then back up'));
    await waitFor(() => expect(actions.makeRoom.mock.calls[0]?.slice(1)).toEqual([['b2'], 'room']));
    expect(actions.turnTo).toHaveBeenCalledWith({ kind: 'plan', planId: 'p1' });
  });

  test('where a slot is free, it deletes nothing and leads to the backup that needs no room', async () => {
    await ask(makingRoom, { reading: { quota: { kind: 'limited', used: 3, limit: 4, remaining: 1 } } });
    expect(visible()).toContain('a slot is free');
    expect(screen.queryByRole('checkbox')).toBeNull();
    expect(screen.queryByRole('button', { name: /then back up/ })).toBeNull();
    expect(visible()).not.toContain('Proposed is');
    fireEvent.click(screen.getByRole('button', { name: 'Back up now…' }));
    expect(actions.turnTo).toHaveBeenCalledWith({ kind: 'backup', key });
    cleanup();
    await ask(makingRoom, { reading: { quota: full } });
    expect(screen.queryByRole('button', { name: 'Back up now…' })).toBeNull();
  });

  test.each<[string, Parts, string]>([
    ['nothing may go', { reading: { backups: [newest], quota: full } }, 'None of these backups may go'],
    ['no limit', { reading: { quota: { kind: 'notStated', used: null } } }, 'states no limit'],
    [
      'the gate says no to the backup that follows',
      { reading: { backups, quota: full, createGate: pendingOrder } },
      'not for lack of slots, so nothing is deleted: An order is pending',
    ],
    [
      'the gate is closed although a slot is free, whatever reason it gives',
      {
        reading: { backups, quota: oneFree, createGate: { ...pendingOrder, reason: 'No slot.', code: null } },
      },
      'a slot is free. Deleting a backup may not help, so nothing is deleted. It says: No slot.',
    ],
    [
      'the same without a reason',
      { reading: { backups, quota: oneFree, createGate: { allowed: false, reason: null, code: null } } },
      'gives no reason, although by what it states a slot is free. Deleting a backup may not help',
    ],
  ])('refused: %s', async (_, parts, words) => {
    await ask(makingRoom, parts);
    expect(visible()).toContain(words);
    expect(screen.queryByRole('button', { name: /then back up/ })).toBeNull();
  });

  test('a gate that may be closed for lack of slots is warned of', async () => {
    const createGate = { allowed: false, reason: 'Not now.', code: null };
    await ask(makingRoom, { reading: { backups, quota: full, createGate } });
    expect(visible()).toContain('HostUp says now: Not now. If that is not for lack of slots');
    expect(isOff('Delete 1, then back up')).toBe(false);
  });

  test('where none may go, they are listed with their reasons, and the schedule is a click away', async () => {
    const kept = aBackup({ id: 'b4', kind: 'scheduled', createdAt: NOW - 9 * DAY_MS });
    const reading = { backups: [newest, kept], quota: full };
    await ask(makingRoom, { reading });
    expect(screen.getByText('2 backups stay').closest('details')?.open).toBe(true);
    expect(visible()).toContain('(kept by its schedule)');
    expect(screen.queryByRole('group', { name: 'Choose what to delete' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Open its schedules' })).toBeNull();
    cleanup();
    await ask(makingRoom, { reading: { ...reading, schedules: [daily] } });
    fireEvent.click(screen.getByRole('button', { name: 'Open its schedules' }));
    expect(actions.openSchedules).toHaveBeenCalledWith(key);
  });
});

describe('a backup by hand that is not free', () => {
  const full = { kind: 'limited', used: 3, limit: 3, remaining: 0 } as const;
  const lastSlot = { kind: 'limited', used: 3, limit: 4, remaining: 1 } as const;
  test.each<[string, Partial<ServerReading>, string]>([
    [
      'evicts',
      { quota: full, settings: someSettings() },
      'deletes the oldest backup to make room, probably the one from 7 Mar 12:00, manual',
    ],
    ['may evict', { quota: full }, 'may delete the oldest backup'],
    [
      'is refused',
      { quota: full, settings: someSettings({ autoDeleteOldest: false }) },
      'will probably refuse',
    ],
    [
      'starves the schedule',
      {
        quota: lastSlot,
        settings: someSettings({ totalLimit: 4, scheduledSlots: 1 }),
        schedules: [daily],
      },
      'This takes the slot that the schedule needs: its next backup (tomorrow 03:00) finds none.',
    ],
  ])('%s', async (_, reading, words) => {
    await ask({ kind: 'backup', key }, { reading });
    expect(visible()).toContain(words);
  });
});

describe('a change of schedules that may cost backups', () => {
  const settings = someSettings({ totalLimit: 4, autoDeleteOldest: false });
  const facts = () =>
    [...document.querySelectorAll('dl.confirm-facts > div')].map((fact) =>
      [...fact.children].map(({ textContent }) => textContent),
    );

  test('limits are told as they are and as they would be', async () => {
    const task = { kind: 'changeSettings', change: { totalLimit: 2, autoDeleteOldest: true } } as const;
    await ask({ kind: 'schedule', key, task }, { reading: { settings } });
    expect(facts().slice(0, 2)).toEqual([
      ['Backups kept in all', '4 → 2'],
      ['When full', 'refuses the new one → deletes the oldest'],
    ]);
    cleanup();
    const one = { kind: 'changeSettings', change: { totalLimit: 2 } } as const;
    await ask(
      { kind: 'schedule', key, task: one },
      { reading: { settings: null, quota: { kind: 'notStated', used: null } } },
    );
    expect(facts()[0]).toEqual(['Backups kept in all', 'not stated → 2']);
    expect(facts().map(([name]) => name)).not.toContain('When full');
    cleanup();
    const same = { kind: 'changeSettings', change: { totalLimit: 2, autoDeleteOldest: false } } as const;
    await ask({ kind: 'schedule', key, task: same }, { reading: { settings } });
    expect(facts()[1]).toEqual(['When full', 'refuses the new one']);
  });

  test('a schedule with how many it keeps, now and then', async () => {
    const schedule = {
      frequency: 'daily',
      hour: 3,
      minute: null,
      retentionCount: 1,
      enabled: true,
      name: null,
    } as const;
    const reading = { settings, schedules: [{ ...daily, timeText: '03:00' }] };
    await ask({ kind: 'schedule', key, task: { kind: 'saveSchedule', schedule } }, { reading });
    expect(facts().slice(0, 2)).toEqual([
      ['Schedule now', 'daily · 03:00 · keeps 7'],
      ['Would be', 'daily · 03:00 · keeps 1'],
    ]);
  });

  test('another schedule whose place it takes', async () => {
    const schedule = {
      frequency: 'daily',
      hour: 3,
      minute: null,
      retentionCount: 4,
      enabled: true,
      name: null,
    } as const;
    const weekly = { ...daily, frequency: 'weekly' as const, frequencyText: 'weekly', retentionCount: 4 };
    await ask(
      { kind: 'schedule', key, task: { kind: 'saveSchedule', schedule } },
      { reading: { settings, schedules: [weekly] } },
    );
    expect(visible()).toContain("the new one's copies may then take the place of its own");
  });
});
