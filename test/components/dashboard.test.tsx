import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { useState } from 'preact/hooks';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { Dashboard } from '../../components/dashboard/dashboard';
import { Timeline } from '../../components/dashboard/servers/timeline';
import { type Address, addressOf } from '../../lib/fleet/dashboard/address';
import { overview } from '../../lib/fleet/overview';
import type { Plan } from '../../lib/model/plan';
import type { StoredServer } from '../../lib/model/server';
import type { StoredState } from '../../lib/model/state';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../lib/model/time';
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
import { goneBackup, rowOf as rowIn } from '../unit/fleet/dashboard/rows';
import { aSchedule } from '../unit/fleet/findings/judge';
import { popupActions } from './popup-actions';

beforeAll(() => setLanguages(['en-GB']));
afterEach(cleanup);

const actions = {
  ...popupActions(),
  ...{ changeSchedule: vi.fn(), saveFile: vi.fn(), openReport: vi.fn(), copyText: vi.fn() },
};
beforeEach(() => vi.resetAllMocks());

/** The dashboard with an address that changes as it would on its page. */
function show(state: Partial<StoredState>, hash = '') {
  const fleet = overview(aState(state), NOW);
  let seen = addressOf(hash);
  function Page() {
    const [address, setAddress] = useState<Address>(seen);
    seen = address;
    const go = (change: Partial<Address>) => setAddress({ ...address, ...change });
    return <Dashboard overview={fleet} canLock={false} address={address} go={go} actions={actions} />;
  }
  render(<Page />);
  return () => seen;
}

function named(name: string, over: Partial<StoredServer> = {}): StoredServer {
  return aStored({ server: aServer({ id: name, name }), ...over });
}

const rows = () => screen.getAllByRole('row').slice(1);
const rowOf = (name: string) => {
  const row = rows().find((candidate) => within(candidate).queryByRole('button', { name }) !== null);
  if (row === undefined) throw new Error(`no row is named ${name}`);
  return row;
};

describe('the table of servers', () => {
  test('says of each how it stands, what is known of its restore points, slots and size', () => {
    const size = { basis: 'stored', sizeBytes: 4.4e9 } as const;
    const reading = aReading({
      backups: [aBackup({ size }), aBackup({ id: 'b2', size, createdAt: NOW - 60 * HOUR_MS })],
    });
    show({ servers: [named('app-01', { reading })] });
    const text = rowOf('app-01').textContent;
    for (const said of [
      'covered',
      'HostUp · work',
      '1 h',
      'goal 24 h',
      '1/3',
      '4.4 GB',
      '2 restore points in 90 days',
    ]) {
      expect(text).toContain(said);
    }
  });

  test('what could not be read is neither covered nor never, and has no slots, sizes or gaps', () => {
    show({ servers: [named('dark', { reading: null, readAt: null, trouble: { kind: 'timedOut' } })] });
    const row = rowOf('dark');
    expect(row.textContent).toContain('not known');
    expect(row.textContent).not.toMatch(/covered|never|\d\/\d|GB|older than the goal/);
    expect(row.querySelector('.line-gap')).toBeNull();
  });

  const scheduleOf = (name: string) => rowOf(name).querySelector('.cell-schedule')?.textContent;
  const quotaOf = (name: string) => rowOf(name).querySelector('.cell-quota')?.textContent;

  test('what was not read yet is called so in every column, and what failed is not', () => {
    const unread = { reading: null, readAt: null };
    show({ servers: [named('new', unread), named('dark', { ...unread, trouble: { kind: 'timedOut' } })] });
    expect([quotaOf('new'), scheduleOf('new')]).toEqual(['not read yet', 'not read yet']);
    expect([quotaOf('dark'), scheduleOf('dark')]).toEqual(['unknown', 'unknown']);
  });

  test('a schedule that is known to be missing or off is no question of what was seen', () => {
    const off = aReading({ schedules: [aSchedule({ enabled: false })] });
    const partTroubles = [{ part: 'schedules', trouble: { kind: 'timedOut' } }] as const;
    show({
      servers: [
        named('none'),
        named('off', { reading: off }),
        named('unread', { reading: aReading({ partTroubles }) }),
      ],
      statuses: [aStatus({ capabilities: ['create', 'schedule'] })],
    });
    expect(scheduleOf('none')).toBe('no schedule');
    expect(scheduleOf('off')).toMatch(/off$/);
    expect(scheduleOf('unread')).toBe('could not be read');
  });

  test('a rhythm that only the restore points show is marked as observed', () => {
    const backups = [1, 25, 49].map((hours) =>
      aBackup({ id: `b${hours}`, kind: 'automatic', createdAt: NOW - hours * HOUR_MS }),
    );
    const server = (id: string) => aServer({ id, name: id, provider: 'vpsorg' });
    show({
      accounts: [anAccount({ provider: 'vpsorg' })],
      servers: [
        aStored({ server: server('seen'), reading: aReading({ backups }) }),
        aStored({ server: server('silent') }),
      ],
    });
    expect(scheduleOf('seen')).toBe('about every 24 hoursobserved');
    expect(scheduleOf('silent')).toBe('VPS.org does not say');
  });

  test('the size of a disk is not shown as the size of a backup', () => {
    const reading = aReading({ backups: [aBackup({ size: { basis: 'disk', diskBytes: 40e9 } })] });
    show({ servers: [named('app-01', { reading })] });
    expect(rowOf('app-01').textContent).not.toContain('40 GB');
    expect(rowOf('app-01').textContent).toContain('not stated');
  });

  test('servers that are gone stand apart, at the end, and cannot be chosen', () => {
    show({ servers: [named('lost', { goneSince: NOW - DAY_MS }), named('zoo')] });
    expect(rows().map((row) => row.textContent?.match(/zoo|lost|1 server is no longer listed/)?.[0])).toEqual(
      ['zoo', '1 server is no longer listed', 'lost'],
    );
    expect(screen.queryByRole('checkbox', { name: 'Select lost' })).toBeNull();
    fireEvent.click(screen.getByRole('checkbox', { name: 'Select all that are shown' }));
    expect(document.body.textContent).toContain('1 server selected');
  });

  test('a range is chosen, and asked about in the order in which it is shown', () => {
    show({ servers: ['a', 'b', 'c', 'd'].map((name) => named(name)) }, '#sort=name');
    fireEvent.click(screen.getByRole('checkbox', { name: 'Select d' }));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Select b' }), { shiftKey: true });
    expect(rowOf('c').getAttribute('aria-selected')).toBe('true');
    expect(rowOf('a').getAttribute('aria-selected')).toBe('false');
    fireEvent.click(screen.getByRole('button', { name: 'Back up 3 selected…' }));
    expect(actions.confirm).toHaveBeenCalledWith({
      kind: 'servers',
      keys: ['hostup/b', 'hostup/c', 'hostup/d'],
    });
  });

  test('a backup that is not free is asked for on its page, from the row and from the details', () => {
    const reading = aReading({ quota: { kind: 'limited', used: 7, limit: 7, remaining: 0 } });
    show({ servers: [named('app-01', { reading })] });
    fireEvent.click(screen.getByRole('button', { name: 'Back up app-01 now…' }));
    fireEvent.click(screen.getByRole('button', { name: 'app-01' }));
    const details = within(screen.getByRole('complementary'));
    fireEvent.click(details.getByRole('button', { name: 'Back up app-01 now…' }));
    const asked = [{ kind: 'backup', key: 'hostup/app-01' }];
    expect(actions.confirm.mock.calls).toEqual([asked, asked]);
    expect(details.queryByRole('textbox', { name: 'Note (optional)' })).toBeNull();
  });

  test('a column sorts, turns round, and says which way', () => {
    const address = show({ servers: ['b', 'a'].map((name) => named(name)) });
    const head = () => screen.getByRole('columnheader', { name: 'Restore age' });
    expect(head().getAttribute('aria-sort')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Restore age' }));
    expect(head().getAttribute('aria-sort')).toBe('descending');
    fireEvent.click(screen.getByRole('button', { name: 'Restore age' }));
    expect(head().getAttribute('aria-sort')).toBe('ascending');
    expect(address().sort).toEqual({ by: 'age', reversed: true });
  });

  test('the details of a server name what went away, and why', () => {
    const stored = named('app-01', { seen: [goneBackup(3 * DAY_MS, DAY_MS, { note: 'old one' })] });
    show({ servers: [stored] }, '#server=hostup%2Fapp-01');
    const details = screen.getByRole('complementary', { name: /Details of .*app-01/ });
    expect(details.textContent).toMatch(/Went away.*old one · went away .*: replaced by its schedule/);
  });

  test('a filter that leaves nothing says so and leads back', () => {
    const address = show({ servers: [named('app-01')] }, '#q=nothing&coverage=exposed');
    fireEvent.click(screen.getByRole('button', { name: 'Clear the filter' }));
    expect(address()).toMatchObject({ query: '', coverage: null });
    expect(rows()).toHaveLength(1);
  });
});

describe('the list of all backups', () => {
  test('has those that went away beside those that are there, which alone can be restored', () => {
    const stored = named('app-01', { seen: [goneBackup(3 * DAY_MS, DAY_MS)] });
    show({ servers: [stored] }, '#view=backups');
    expect(rows()).toHaveLength(2);
    expect(rows()[1]?.textContent).toContain('replaced by its schedule');
    const [restore, ...others] = screen.getAllByText('Restore…');
    expect(others).toEqual([]);
    if (restore !== undefined) fireEvent.click(restore);
    expect(actions.confirm).toHaveBeenCalledWith({ kind: 'restore', key: 'hostup/app-01', point: 'b1' });
  });

  test('has those of a server that is no longer listed, marked and without anything to do', () => {
    show({ servers: [named('lost', { goneSince: NOW - DAY_MS })] }, '#view=backups');
    expect(rows()).toHaveLength(1);
    expect(rowOf('lost').textContent).toMatch(/no longer listed \(.*\) · /);
    expect(screen.queryByText('Restore…')).toBeNull();
    expect(within(rowOf('lost')).getAllByRole('button')).toHaveLength(1);
  });
});

describe('above the tabs', () => {
  test('stands what is under way, with how long it has lasted', () => {
    const createdAt = NOW - 3 * MINUTE_MS;
    const steps = aPlan().steps.map((step, place) => ({ ...step, operationId: place === 0 ? 'o1' : null }));
    const plans = [aPlan({ createdAt, steps })];
    show({ servers: [aStored()], operations: [anOperation({ createdAt })], plans });
    const section = screen.getByRole('region', { name: '1 operation under way' });
    expect(section.textContent).toMatch(/app-01.*Backing up, 46 %.*for 3 min/);
    fireEvent.click(within(section).getAllByRole('button')[0] as HTMLElement);
    expect(actions.confirm).toHaveBeenCalledWith({ kind: 'plan', planId: aPlan().id });
  });

  test('a plan between two steps is something under way', () => {
    show({ servers: [aStored()], plans: [aPlan()] });
    expect(screen.getByRole('region', { name: '1 operation under way' }).textContent).toContain(
      '0 of 2 done',
    );
  });

  const ofMany = (over: Partial<Plan>): Partial<StoredState> => {
    const create = { kind: 'create', note: null, cost: null } as const;
    const step = (id: string, more: Partial<Plan['steps'][number]> = {}) => ({
      ...{ accountId: 'a1', provider: 'hostup', serverId: id, serverName: id },
      ...{ task: create, operationId: null, notStarted: null, ...more },
    });
    const steps = [
      step('one', { operationId: 'o1' }),
      step('two', { operationId: 'o2' }),
      step('three', { notStarted: { kind: 'alreadyRunning' } }),
      step('four'),
    ];
    const done = { state: 'succeeded', newBackups: [], endedAt: NOW, toldAt: NOW } as const;
    const operations = [
      anOperation({ id: 'o1', serverId: 'one', ...done }),
      anOperation({ id: 'o2', serverId: 'two' }),
    ];
    return { servers: [named('two')], operations, plans: [aPlan({ kind: 'bulk', steps, ...over })] };
  };

  test('of many says what became of each, and not how many are over', () => {
    show(ofMany({}));
    expect(screen.getByRole('region', { name: '1 operation under way' }).textContent).toContain(
      '1 backed up, 1 under way, 1 not started and 1 waiting',
    );
  });

  test('of more than five says how many more', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const operations = names.map((name) => anOperation({ id: name, serverId: name }));
    show({ servers: names.map((name) => named(name)), operations });
    const section = screen.getByRole('region', { name: '7 operations under way' });
    expect(section.textContent).toContain('and 2 more');
  });

  test('a plan that was stopped stays within reach', () => {
    show(ofMany({ end: { kind: 'stopped', why: 'late', at: NOW - 2 * HOUR_MS, toldAt: NOW } }));
    const section = screen.getByRole('region', { name: 'Ended with something undone' });
    expect(section.textContent).toMatch(/1 of 4 servers.*2 not started.*ended 2 h ago/);
    fireEvent.click(within(section).getByRole('button'));
    expect(actions.confirm).toHaveBeenCalledWith({ kind: 'plan', planId: 'p1' });
  });

  test('without an account, the way to one', () => {
    show({ accounts: [], statuses: [], servers: [] });
    expect(screen.getByRole('button', { name: 'Add an account' })).toBeTruthy();
    expect(screen.queryByRole('grid')).toBeNull();
  });

  test('before the first read no number is told', () => {
    show({ statuses: [aStatus({ checkedAt: null })], servers: [] });
    expect(document.body.textContent).toContain('The servers have not been read yet.');
    expect(document.body.textContent).not.toMatch(/\d+ of \d+/);
  });
});

test('a restore point that went away is drawn hollow, and one that is there is not', () => {
  const drawn = (stored: Partial<StoredServer>) => {
    const reading = aReading({ backups: [aBackup({ kind: 'manual' })] });
    const row = rowIn({ reading, ...stored });
    const { container } = render(
      <Timeline row={row} graceMs={HOUR_MS} days={30} widthPx={300} step={null} />,
    );
    return [...container.querySelectorAll('.point')].map(({ classList }) => [
      classList.contains('point-scheduled') ? 'scheduled' : 'manual',
      classList.contains('point-gone'),
    ]);
  };
  expect(drawn({})).toEqual([['manual', false]]);
  const seen = [goneBackup(9 * DAY_MS, DAY_MS)];
  expect(drawn({ seen })).toEqual([
    ['scheduled', true],
    ['manual', false],
  ]);
  const missing = seen.map((backup) => ({ ...backup, gone: null }));
  expect(drawn({ seen: missing })).toEqual(drawn({ seen }));
});
