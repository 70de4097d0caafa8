import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { Confirm } from '../../components/confirm/confirm';
import type { ConfirmRequest } from '../../lib/fleet/confirm-address';
import { overview } from '../../lib/fleet/overview';
import type { Plan } from '../../lib/model/plan';
import type { StoredState } from '../../lib/model/state';
import { DAY_MS, HOUR_MS } from '../../lib/model/time';
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
} from '../unit/builders';
import { confirmActions } from './confirm-page';

beforeAll(() => setLanguages(['en-GB']));
afterEach(cleanup);

const actions = confirmActions();
beforeEach(() => {
  vi.resetAllMocks();
  actions.readServers.mockResolvedValue({ ok: true, value: null });
  actions.backUpMany.mockResolvedValue({ ok: true, value: { planId: 'p1' } });
});

function show(state: StoredState, request: ConfirmRequest) {
  return render(<Confirm overview={overview(state, NOW)} request={request} actions={actions} />);
}

/** A server that was backed up so many days ago, with what its reading says beside that. */
function server(id: string, days: number, reading: Parameters<typeof aReading>[0] = {}, accountId = 'a1') {
  const backups = [aBackup({ id: `b-${id}`, serverId: id, createdAt: NOW - days * DAY_MS })];
  return aStored({
    accountId,
    server: aServer({ id, name: `app-${id}` }),
    reading: aReading({ backups, ...reading }),
  });
}
const full = { kind: 'limited', used: 3, limit: 3, remaining: 0 } as const;

describe('many servers at once', () => {
  const state = aState({
    accounts: [anAccount(), anAccount({ id: 'a2', label: 'read only' })],
    statuses: [aStatus(), aStatus({ accountId: 'a2', writes: 'refused' })],
    servers: [
      server('new', 0.1),
      server('old', 9),
      server('shut', 9, { createGate: { allowed: false, reason: 'An order is pending', code: null } }),
      server('evicts', 9, { quota: full }),
      server('reader', 9, {}, 'a2'),
    ],
  });

  test('names those that are overdue with what it takes, and those left out with the reason', async () => {
    show(state, { kind: 'overdue' });
    expect(screen.getByRole('heading').textContent).toBe('Back up 2 uncovered servers');
    const boxes = screen.getAllByRole('checkbox');
    expect(boxes).toHaveLength(2);
    const text = document.body.textContent ?? '';
    expect(text).not.toContain('app-new');
    expect(text).toContain('3 of 3 backup slots used');
    expect(text).toMatch(/oldest backup/);
    const left = within(screen.getByText('2 servers are left out').parentElement as HTMLElement);
    expect(left.getByText('app-shut').parentElement?.textContent).toContain('An order is pending');
    expect(left.getByText('app-reader').parentElement?.textContent).toContain('may only read');
    await waitFor(() => expect(screen.getByRole('status').textContent).toContain('one after the other'));
    expect(actions.readServers, 'each reading is of this minute').not.toHaveBeenCalled();
  });

  test('reads those anew whose reading is old, by account, and says of when the others are', async () => {
    const old = { readAt: NOW - HOUR_MS };
    const stale = aState({
      accounts: [anAccount(), anAccount({ id: 'a2', label: 'clients' })],
      statuses: [aStatus(), aStatus({ accountId: 'a2' })],
      servers: [
        { ...server('one', 9), ...old },
        server('two', 9),
        { ...server('three', 9, {}, 'a2'), ...old },
        { ...server('four', 9, {}, 'a2'), ...old },
      ],
    });
    actions.readServers.mockImplementation(async (accountId) =>
      accountId === 'a1' ? { ok: true, value: null } : { ok: false, trouble: { kind: 'wrongKey' } },
    );
    show(stale, { kind: 'overdue' });
    expect(new Map(actions.readServers.mock.calls)).toEqual(
      new Map([
        ['a1', ['one']],
        ['a2', ['four', 'three']],
      ]),
    );
    expect((await screen.findAllByRole('alert')).map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining('clients'),
    ]);
    expect(screen.getAllByText(/as of 1 h ago/)).toHaveLength(3);
  });

  test('where no limit is stated it says so, and once what that means', () => {
    const quota = { kind: 'notStated', used: null } as const;
    show(aState({ servers: [server('one', 9, { quota }), server('two', 9, { quota })] }), {
      kind: 'overdue',
    });
    expect(screen.getAllByText(/slots not stated/)).toHaveLength(2);
    expect(screen.getAllByText(/states neither how many backups it keeps/)).toHaveLength(1);
    for (const box of screen.getAllByRole('checkbox')) fireEvent.click(box);
    expect(screen.queryByText(/states neither/)).toBeNull();
  });

  test('starts those that are left chosen, once, and turns to their progress', async () => {
    const { servers } = state;
    show(
      { ...state, servers: servers.map((each) => ({ ...each, readAt: NOW - HOUR_MS })) },
      { kind: 'overdue' },
    );
    fireEvent.click(screen.getByRole('checkbox', { name: /app-evicts/ }));
    const button = screen.getByRole('button', { name: 'Back up 1 server' });
    fireEvent.click(button);
    expect(actions.backUpMany, 'not before it was read anew').not.toHaveBeenCalled();
    await waitFor(() => expect(button.getAttribute('aria-disabled')).toBe('false'));
    fireEvent.click(button);
    fireEvent.click(button);
    await waitFor(() => expect(actions.turnTo).toHaveBeenCalledWith({ kind: 'plan', planId: 'p1' }));
    expect(actions.backUpMany).toHaveBeenCalledTimes(1);
    expect(actions.backUpMany.mock.calls[0]?.[0].map(({ key }) => key)).toEqual(['hostup/old']);
  });

  test('calls overdue only those that are, where none is exposed', () => {
    show(aState({ servers: [server('new', 0.1), server('late', 1.5)] }), { kind: 'overdue' });
    expect(screen.getByRole('heading').textContent).toBe('Back up 1 overdue server');
  });

  test('takes a selection as it is, and says where none of it can be backed up', () => {
    show(state, { kind: 'servers', keys: ['hostup/new', 'hostup/shut'] });
    expect(screen.getAllByRole('checkbox')).toHaveLength(1);
    cleanup();
    show(state, { kind: 'servers', keys: ['hostup/shut'] });
    expect(screen.queryByRole('checkbox')).toBeNull();
    expect(document.body.textContent).toContain('None of these servers');
    cleanup();
    show(aState({ servers: [server('new', 0.1)] }), { kind: 'overdue' });
    expect(document.body.textContent).toContain('No server is overdue');
    expect(screen.getByRole('heading').textContent).toBe('Nothing to confirm');
  });
});

describe('the progress of a plan', () => {
  const create = { kind: 'create', note: null, cost: null } as const;
  const step = (
    id: string,
    operationId: string | null,
    notStarted: Plan['steps'][number]['notStarted'] = null,
  ) => ({
    accountId: 'a1',
    provider: 'hostup',
    serverId: id,
    serverName: `app-${id}`,
    task: create,
    operationId,
    notStarted,
  });
  const ended = { endedAt: NOW, toldAt: null };
  const operations = [
    anOperation({ id: 'o1', serverId: 'one', percent: 46 }),
    anOperation({ id: 'o2', serverId: 'two', state: 'succeeded', newBackups: ['b9'], ...ended }),
    anOperation({
      id: 'o3',
      serverId: 'three',
      state: 'failed',
      trouble: { kind: 'operationFailed', detail: 'disk full' },
      ...ended,
    }),
  ];
  const steps = [
    step('one', 'o1'),
    step('two', 'o2'),
    step('three', 'o3'),
    step('four', null, { kind: 'gateClosed', reason: 'An order is pending' }),
    step('five', null),
  ];
  const lines = () => screen.getAllByRole('listitem').map((line) => line.textContent ?? '');

  test('says of each server how it stands, and why where something stood in its way', () => {
    show(aState({ operations, plans: [aPlan({ kind: 'bulk', steps })] }), { kind: 'plan', planId: 'p1' });
    expect(screen.getByRole('heading').textContent).toBe('Backing up 5 servers');
    const [one, two, three, four, five] = lines();
    expect(one).toContain('Backing up, 46 %');
    expect(two).toContain('done');
    expect(three).toContain('disk full');
    expect(four).toContain('An order is pending');
    expect(five).toContain('waits');
    expect(screen.queryByRole('button', { name: /again/ })).toBeNull();
  });

  test('sums up at its end, and leads to another question for what did not come about', () => {
    const over = steps.filter(({ operationId }) => operationId !== 'o1');
    const plan = aPlan({
      kind: 'bulk',
      steps: over,
      end: { kind: 'stopped', why: 'interrupted', at: NOW, toldAt: NOW },
    });
    show(aState({ operations, plans: [plan] }), { kind: 'plan', planId: 'p1' });
    expect(screen.getByRole('heading').textContent).toBe('1 of 4 servers are backed up');
    expect(screen.getByRole('status').textContent).toBe('1 backed up, 1 failed and 2 not started');
    expect(screen.getByRole('alert').textContent).toContain('Confirm them again');
    expect(lines().at(-1)).toContain('not started');
    fireEvent.click(screen.getByRole('button', { name: 'Try these 3 again…' }));
    expect(actions.turnTo).toHaveBeenCalledWith({
      kind: 'servers',
      keys: ['hostup/three', 'hostup/four', 'hostup/five'],
    });
  });

  test('what the provider turned down is not started, as everywhere else, and may be tried again', () => {
    const trouble = { kind: 'busy', detail: 'Locked' } as const;
    const busy = anOperation({ id: 'o7', serverId: 'seven', state: 'failed', trouble, ...ended });
    const end = { kind: 'done', at: NOW, toldAt: NOW } as const;
    const plan = aPlan({ kind: 'bulk', steps: [step('three', 'o3'), step('seven', 'o7')], end });
    show(aState({ operations: [...operations, busy], plans: [plan] }), { kind: 'plan', planId: 'p1' });
    expect(screen.getByRole('status').textContent).toBe('1 failed and 1 not started');
    expect(lines()[1]).toMatch(/not started.*Locked/);
    fireEvent.click(screen.getByRole('button', { name: 'Try these 2 again…' }));
    expect(actions.turnTo).toHaveBeenCalledWith({ kind: 'servers', keys: ['hostup/three', 'hostup/seven'] });
    cleanup();
    const chain = aPlan({ kind: 'makeRoom', steps: [step('one', 'o2'), step('one', 'o7')], end });
    show(aState({ operations: [...operations, busy], plans: [chain] }), { kind: 'plan', planId: 'p1' });
    expect(screen.getByRole('heading').textContent).toBe('app-one was not backed up');
  });

  test('of a restore that was sent and turned down it is not claimed that nothing was sent', () => {
    const backup = { id: 'b1', kind: 'manual', createdAt: NOW - HOUR_MS, note: null } as const;
    const task = { kind: 'restore', backup, source: null } as const;
    const trouble = { kind: 'busy', detail: null } as const;
    const sent = anOperation({ id: 'o8', serverId: 'one', task, state: 'failed', trouble, ...ended });
    const end = { kind: 'broken', at: NOW, toldAt: NOW } as const;
    const chain = aPlan({ steps: [step('one', 'o2'), { ...step('one', 'o8'), task }], end });
    show(aState({ operations: [...operations, sent], plans: [chain] }), { kind: 'plan', planId: 'p1' });
    expect(screen.getByRole('heading').textContent).toBe('app-one was not restored');
    expect(screen.getByRole('status').textContent).not.toContain('was not touched');
  });

  test('never calls done work not started once its record is gone, nor offers it again', () => {
    const end = { kind: 'done', at: NOW, toldAt: NOW } as const;
    const plan = aPlan({ kind: 'bulk', steps: [step('two', 'o2'), step('six', 'o6')], end });
    show(aState({ operations, plans: [plan] }), { kind: 'plan', planId: 'p1' });
    expect(screen.getByRole('status').textContent).toBe('1 backed up and 1 no longer recorded');
    expect(lines()[1]).toMatch(/no longer recorded.*Look in the provider's panel/);
    expect(screen.queryByRole('button', { name: /again/ })).toBeNull();
  });

  test('of a chain whose last step is no longer recorded claims nothing of it', () => {
    const end = { kind: 'done', at: NOW, toldAt: NOW } as const;
    const chain = aPlan({ steps: [step('one', 'o2'), step('one', 'o6')], end });
    show(aState({ operations, plans: [chain] }), { kind: 'plan', planId: 'p1' });
    expect(screen.getByRole('heading').textContent).toBe('The restore of app-one is not confirmed');
    expect(screen.queryByRole('button', { name: /again/i })).toBeNull();
  });

  test('of a chain names its steps, and what is gone where it broke', () => {
    const backup = { id: 'b1', kind: 'manual', createdAt: NOW - HOUR_MS, note: null } as const;
    const plan = aPlan({
      kind: 'makeRoom',
      steps: [{ ...step('one', 'o4'), task: { kind: 'delete', backup } }, { ...step('one', 'o3') }],
      end: { kind: 'broken', at: NOW, toldAt: NOW },
    });
    const deleted = anOperation({
      id: 'o4',
      serverId: 'one',
      task: { kind: 'delete', backup },
      state: 'succeeded',
      newBackups: [],
      ...ended,
    });
    show(aState({ operations: [...operations, deleted], plans: [plan] }), { kind: 'plan', planId: 'p1' });
    expect(screen.getByRole('heading').textContent).toBe('The backup of app-one failed');
    expect(lines()[0]).toMatch(/Delete the backup of .*done/);
    expect(document.body.textContent).toMatch(/Deleted: the backup of/);
    fireEvent.click(screen.getByRole('button', { name: 'Ask again…' }));
    expect(actions.turnTo).toHaveBeenCalledWith({ kind: 'backup', key: 'hostup/one' });
  });

  test('of a chain that stopped while a step goes on does not say that all is over', () => {
    const end = { kind: 'stopped', why: 'interrupted', at: NOW, toldAt: NOW } as const;
    const chain = aPlan({ steps: [step('one', 'o1'), step('one', null)], end });
    show(aState({ operations, plans: [chain] }), { kind: 'plan', planId: 'p1' });
    expect(screen.getByRole('status').textContent).toContain('what is under way goes on');
    cleanup();
    show(aState({ plans: [aPlan({ end })] }), { kind: 'plan', planId: 'p1' });
    expect(screen.getByRole('status').textContent).toContain('the disk was not touched');
  });

  describe('of a chain that came to nothing', () => {
    const backup = { id: 'b1', kind: 'manual', createdAt: NOW - HOUR_MS, note: null } as const;
    const restore = (source: { id: string; name: string } | null) =>
      ({ ...step('one', null), task: { kind: 'restore', backup, source } }) as const;
    const deletion = { ...step('one', 'o3'), task: { kind: 'delete', backup } } as const;
    const stopped = { kind: 'stopped', why: 'late', at: NOW, toldAt: NOW } as const;
    const key = 'hostup/one';

    test.each([
      [
        'a restore',
        { kind: 'restore', steps: [step('one', 'o2'), restore(null)] },
        { kind: 'restore', key, point: 'b1' },
      ],
      [
        'one of another server',
        { kind: 'restore', steps: [step('one', 'o2'), restore({ id: 's2', name: 'two' })] },
        { kind: 'restoreFrom', key },
      ],
      ['making room', { kind: 'makeRoom', steps: [deletion, step('one', null)] }, { kind: 'makeRoom', key }],
    ] as const)('%s is asked about again', (_name, parts, request) => {
      show(aState({ operations, plans: [aPlan({ ...parts, end: stopped })] }), {
        kind: 'plan',
        planId: 'p1',
      });
      fireEvent.click(screen.getByRole('button', { name: 'Ask again…' }));
      expect(actions.turnTo).toHaveBeenCalledWith(request);
    });

    test('and whose end nobody knows is not', () => {
      const lost = anOperation({ id: 'o5', serverId: 'one', state: 'undecided', ...ended });
      const plan = aPlan({
        kind: 'restore',
        steps: [step('one', 'o5'), restore(null)],
        end: { kind: 'broken', at: NOW, toldAt: NOW },
      });
      show(aState({ operations: [lost], plans: [plan] }), { kind: 'plan', planId: 'p1' });
      expect(screen.queryByRole('button', { name: /again/ })).toBeNull();
    });
  });

  test('that is forgotten is nothing', () => {
    show(aState(), { kind: 'plan', planId: 'p9' });
    expect(screen.queryByRole('list')).toBeNull();
  });
});
