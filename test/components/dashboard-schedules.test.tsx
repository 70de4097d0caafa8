import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DashboardActions } from '../../components/dashboard/actions';
import { SchedulesTab } from '../../components/dashboard/schedules/schedules-tab';
import { type Address, addressOf } from '../../lib/fleet/dashboard/address';
import { overview } from '../../lib/fleet/overview';
import type { Schedule } from '../../lib/model/backup';
import type { ServerReading } from '../../lib/model/server';
import type { StoredState } from '../../lib/model/state';
import { DAY_MS, MINUTE_MS } from '../../lib/model/time';
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
import { aSchedule } from '../unit/fleet/findings/judge';
import { popupActions } from './popup-actions';

beforeAll(() => setLanguages(['en-GB']));
afterEach(cleanup);
beforeEach(() => vi.resetAllMocks());

const changeSchedule = vi.fn<DashboardActions['changeSchedule']>();
const actions = {
  ...popupActions(),
  changeSchedule,
  copyText: vi.fn(),
  saveFile: vi.fn(),
  openReport: vi.fn(),
};
const go = vi.fn();
const announce = vi.fn();

const roomy = someSettings({
  totalLimit: 7,
  manualActive: 1,
  scheduledActive: 2,
  scheduledSlots: 4,
  autoDeleteOldest: false,
});
const quota = { kind: 'limited', used: 3, limit: 7, remaining: 4 } as const;
const daily: Partial<Schedule> = {
  id: 'bks_1',
  frequency: 'daily',
  frequencyText: 'daily',
  timeText: '02:00',
  retentionCount: 3,
  name: 'Nightly',
};

function show(over: Partial<StoredState>, address: Partial<Address> = {}) {
  const at = { ...addressOf('#view=schedules'), ...address };
  render(
    <SchedulesTab
      overview={overview(aState(over), NOW)}
      address={at}
      go={go}
      actions={actions}
      announce={announce}
    />,
  );
}

function showSchedule(
  schedule: Partial<Schedule> = {},
  reading: Partial<ServerReading> = {},
  over: Partial<StoredState> = {},
) {
  const schedules = [aSchedule({ ...daily, ...schedule })];
  show({
    servers: [aStored({ reading: aReading({ schedules, quota, settings: roomy, ...reading }) })],
    ...over,
  });
}

const rowOf = (name: string) => screen.getByRole('row', { name: new RegExp(name) });
const field = (name: string) => screen.getByLabelText(name);
const type = (name: string, value: string) => fireEvent.input(field(name), { target: { value } });
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));

describe('the table', () => {
  test('says rhythm, next and last run, and what came of it', () => {
    showSchedule(
      { nextRunAt: NOW + 14 * 60 * MINUTE_MS, lastRunAt: NOW - 10 * 60 * MINUTE_MS },
      { backups: [aBackup({ kind: 'scheduled', createdAt: NOW - 10 * 60 * MINUTE_MS })] },
    );
    const cells = within(rowOf('app-01'))
      .getAllByRole('cell')
      .map((cell) => cell.textContent);
    expect(cells[0]).toBe('daily · 02:00keeps 3Nightly');
    expect(cells[1]).toMatch(/^Tomorrow /);
    expect(cells[2]).toMatch(/^Today .*backup made$/);
  });

  test('what was only observed is marked, and offers no change', () => {
    const backups = [1, 8, 15].map((days) =>
      aBackup({ id: `w${days}`, kind: 'unknown', createdAt: NOW - days * DAY_MS }),
    );
    const server = aServer({
      provider: 'vpsbg',
      automatic: { kind: 'stated', frequency: 'weekly', keptWeeks: 3 },
    });
    show({
      accounts: [anAccount({ provider: 'vpsbg' })],
      statuses: [aStatus({ capabilities: ['delete'] })],
      servers: [
        aStored({ server, reading: aReading({ backups, quota: { kind: 'notStated', used: null } }) }),
      ],
    });
    const row = within(rowOf('app-01'));
    expect(row.getAllByText('observed')).toHaveLength(3);
    expect(row.getByText('about every 7 days, from 3 restore points')).toBeTruthy();
    expect(row.getByText(/^about /, { selector: 'span[title]' })).toBeTruthy();
    expect(row.queryAllByRole('button')).toEqual([]);
    expect(row.getByRole('link', { name: 'Open panel of VPSBG for app-01' })).toBeTruthy();
  });

  test.each([
    ['a key that may only read', { writes: 'refused' as const }, /may only read/],
    ['an account in trouble', { trouble: { kind: 'wrongKey' } as const }, /key/],
  ])('%s says why nothing can be changed', (_, status, why) => {
    showSchedule({}, {}, { statuses: [aStatus(status)] });
    const row = within(rowOf('app-01'));
    expect(row.getByText(why)).toBeTruthy();
    expect(row.queryAllByRole('button')).toEqual([]);
  });

  test('only those that need attention, if that is asked for', () => {
    const fine = aStored({
      server: aServer({ id: 's2', name: 'fine' }),
      reading: aReading({ schedules: [aSchedule(daily)], quota, settings: roomy }),
    });
    show({ servers: [aStored(), fine] }, { scheduleShow: 'pressing' });
    expect(screen.queryByText('fine')).toBeNull();
    expect(screen.getByText('app-01')).toBeTruthy();
  });

  test('thousands are not all drawn at once', () => {
    const servers = Array.from({ length: 2000 }, (_, at) =>
      aStored({ server: aServer({ id: `s${at}`, name: `server-${at}` }) }),
    );
    show({ servers });
    expect(screen.getAllByRole('rowheader').length).toBeLessThan(100);
  });

  test('what was asked last is said in place', () => {
    const task = { kind: 'deleteSchedule', scheduleId: 'bks_1' } as const;
    const end = {
      state: 'failed',
      endedAt: NOW,
      toldAt: null,
      trouble: { kind: 'notDone', answered: false },
    } as const;
    showSchedule({}, {}, { operations: [anOperation({ task, ...end })] });
    expect(within(rowOf('app-01')).getByRole('status').textContent).toMatch(/it was not done/);
    cleanup();
    showSchedule({}, {}, { operations: [anOperation({ task, state: 'sending' })] });
    expect(within(rowOf('app-01')).getByRole('status').textContent).toBe('Deleting the schedule…');
  });
});

describe('the form', () => {
  test('begins with what is set, and takes the focus', () => {
    showSchedule({ frequency: 'weekly', dayText: '5', timeText: '05:00' });
    press('Edit the schedule of app-01');
    expect(field('How often')).toBe(document.activeElement);
    expect((field('Weekday') as HTMLSelectElement).selectedOptions[0]?.text).toBe('Friday');
    expect((field('Hour') as HTMLInputElement).value).toBe('5');
    expect(screen.queryByLabelText('Minute')).toBeNull();
  });

  test('says what is wrong at its field, and asks nothing of the provider', () => {
    showSchedule();
    press('Edit the schedule of app-01');
    type('Hour', '24');
    type('Backups kept', '8');
    press('Save');
    expect(field('Hour').getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByText('A whole hour from 0 to 23.')).toBeTruthy();
    expect(screen.getByText('HostUp allows at most 7 here.')).toBeTruthy();
    expect(changeSchedule).not.toHaveBeenCalled();
    expect(actions.confirm).not.toHaveBeenCalled();
  });

  test('sends what costs nothing at once, and closes', async () => {
    changeSchedule.mockResolvedValue({ ok: true, value: null });
    showSchedule();
    press('Edit the schedule of app-01');
    type('Hour', '4');
    press('Save');
    const schedule = {
      frequency: 'daily',
      hour: 4,
      minute: null,
      retentionCount: 3,
      enabled: true,
      name: 'Nightly',
    };
    expect(changeSchedule.mock.calls[0]?.[1]).toEqual({ kind: 'saveSchedule', schedule });
    await waitFor(() => expect(screen.queryByLabelText('Hour')).toBeNull());
    expect(announce).toHaveBeenCalledWith('app-01: the schedule was sent to HostUp.');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Edit the schedule of app-01' }));
  });

  test('what may cost backups is said, and asked on the page that asks', async () => {
    showSchedule();
    press('Edit the schedule of app-01');
    type('Backups kept', '1');
    expect(screen.getByText(/It keeps 1 backup instead of 3/)).toBeTruthy();
    press('Save…');
    await waitFor(() => expect(actions.confirm).toHaveBeenCalled());
    expect(actions.confirm.mock.calls[0]?.[0]).toMatchObject({
      kind: 'schedule',
      key: 'hostup/s1',
      task: { kind: 'saveSchedule', schedule: { retentionCount: 1 } },
    });
    expect(changeSchedule).not.toHaveBeenCalled();
  });

  test('a refusal stands in the form, which stays', async () => {
    changeSchedule.mockResolvedValue({ ok: false, trouble: { kind: 'forbidden', detail: 'scope' } });
    showSchedule();
    press('Edit the schedule of app-01');
    press('Save');
    await waitFor(() => expect(screen.getByText(/scope/)).toBeTruthy());
    expect(field('Hour')).toBeTruthy();
  });

  test('a day that not every month has, and another schedule, are warned of', () => {
    showSchedule();
    press('Edit the schedule of app-01');
    fireEvent.change(field('How often'), { target: { value: 'monthly' } });
    type('Day of the month', '31');
    expect(screen.getByText(/Not every month has a day 31/)).toBeTruthy();
    expect(screen.getByText(/Only one schedule can be on at HostUp/)).toBeTruthy();
  });

  test('minutes can be set where the older number is known', () => {
    showSchedule({ timeText: '02:23' }, {}, { accounts: [anAccount({ legacyIds: { s1: '10000' } })] });
    press('Edit the schedule of app-01');
    expect((field('Minute') as HTMLInputElement).value).toBe('23');
  });

  test('a new one starts on the full hour, without a minute that only the older number could set', async () => {
    changeSchedule.mockResolvedValue({ ok: true, value: null });
    showSchedule({}, { schedules: [] }, { accounts: [anAccount({ legacyIds: { s1: '10000' } })] });
    press('New schedule of app-01');
    expect((field('Minute') as HTMLInputElement).value).toBe('');
    expect(screen.getByText('Empty: on the full hour.')).toBeTruthy();
    press('Save');
    expect(changeSchedule.mock.calls[0]?.[1]).toMatchObject({ schedule: { hour: 2, minute: null } });
    await waitFor(() => expect(announce).toHaveBeenCalled());
  });

  test('Escape closes it and gives the focus back', () => {
    showSchedule();
    press('Edit the schedule of app-01');
    fireEvent.keyDown(field('Hour'), { key: 'Escape' });
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Edit the schedule of app-01' }));
  });
});

test('the switch saves the schedule as it stands, the other way round', async () => {
  changeSchedule.mockResolvedValue({ ok: true, value: null });
  showSchedule();
  fireEvent.click(screen.getByRole('switch', { name: 'Schedule of app-01, daily · 02:00', checked: true }));
  expect(changeSchedule.mock.calls[0]?.[1]).toMatchObject({
    schedule: { enabled: false, hour: 2, retentionCount: 3 },
  });
  await waitFor(() => expect(announce).toHaveBeenCalled());
});

test('a switch of what is not known in full opens the form', () => {
  showSchedule({ timeText: null });
  fireEvent.click(screen.getByRole('switch'));
  expect(field('Hour')).toBeTruthy();
  expect(changeSchedule).not.toHaveBeenCalled();
});

test('a deletion is asked on the page that asks', () => {
  showSchedule();
  press('Delete the schedule of app-01…');
  const task = { kind: 'deleteSchedule', scheduleId: 'bks_1' };
  expect(actions.confirm).toHaveBeenCalledWith({ kind: 'schedule', key: 'hostup/s1', task });
});

test('one that only the older list names is deleted in the panel', () => {
  showSchedule({ id: '38', historyId: '38' });
  expect(screen.queryByRole('button', { name: /^Delete the schedule/ })).toBeNull();
  expect(screen.getByText(/Only HostUp's older API lists it/)).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Open panel of HostUp for app-01' })).toBeTruthy();
  cleanup();
  showSchedule({ historyId: '38' });
  expect(screen.getByRole('button', { name: 'Delete the schedule of app-01…' })).toBeTruthy();
});

describe('the limits', () => {
  test('say what follows, and only what differs is asked for', async () => {
    showSchedule();
    press('Limits of app-01');
    press('Save');
    expect(screen.getByText('Nothing is changed yet.')).toBeTruthy();
    type('Backups kept in all', '2');
    expect(screen.getByText(/There are 3 backups, more than 2/)).toBeTruthy();
    press('Save…');
    await waitFor(() => expect(actions.confirm).toHaveBeenCalled());
    expect(actions.confirm.mock.calls[0]?.[0]).toMatchObject({
      task: { kind: 'changeSettings', change: { totalLimit: 2 } },
    });
  });

  test('no number is said at the field', () => {
    showSchedule();
    press('Limits of app-01');
    type('Backups kept in all', '0');
    press('Save');
    expect(field('Backups kept in all').getAttribute('aria-invalid')).toBe('true');
    expect(changeSchedule).not.toHaveBeenCalled();
  });

  test('the deletion of the oldest names which goes first', () => {
    showSchedule({}, { backups: [aBackup({ createdAt: NOW - 9 * DAY_MS, note: 'Before upgrade' })] });
    press('Limits of app-01');
    fireEvent.change(field('Delete the oldest backup when no slot is free'), { target: { value: 'on' } });
    expect(screen.getByText(/The first to go would probably be the one from .*Before upgrade/)).toBeTruthy();
  });
});
