import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { ActivityTab } from '../../components/dashboard/activity/activity-tab';
import { Details } from '../../components/dashboard/servers/details';
import { Popup } from '../../components/popup/popup';
import { addressOf } from '../../lib/fleet/dashboard/address';
import { overview } from '../../lib/fleet/overview';
import type { ServerRow } from '../../lib/fleet/types';
import type { Operation, OperationTask } from '../../lib/model/operation';
import { setLanguages } from '../../lib/text/i18n';
import { aNamedBackup, anOperation, aState, NOW } from '../unit/builders';
import { popupActions } from './popup-actions';

beforeAll(() => setLanguages(['en-GB']));
afterEach(cleanup);

const backup = aNamedBackup({ createdAt: null });
const tasks: Readonly<Record<OperationTask['kind'], OperationTask>> = {
  create: { kind: 'create', note: null, cost: null },
  delete: { kind: 'delete', backup },
  restore: { kind: 'restore', backup, source: null },
  saveSchedule: {
    kind: 'saveSchedule',
    schedule: { frequency: 'daily', hour: 3, minute: null, retentionCount: 7, enabled: true, name: null },
  },
  deleteSchedule: { kind: 'deleteSchedule', scheduleId: 'x' },
  changeSettings: { kind: 'changeSettings', change: { totalLimit: 7 } },
};
const ended = { endedAt: NOW - 30_000, createdAt: NOW - 60_000, toldAt: NOW };
const ends = {
  succeeded: { ...ended, state: 'succeeded', newBackups: [] },
  failed: { ...ended, state: 'failed', trouble: { kind: 'operationFailed', detail: null } },
  refused: { ...ended, state: 'failed', trouble: { kind: 'forbidden', detail: null } },
  undecided: { ...ended, state: 'undecided' },
} as const;

const stateOf = (task: OperationTask, end: Partial<Operation>) =>
  aState({ operations: [anOperation({ ...end, task } as Partial<Operation>)] });
const actions = popupActions();
const dashboard = {
  ...actions,
  changeSchedule: vi.fn(),
  saveFile: vi.fn(),
  openReport: vi.fn(),
  copyText: vi.fn(),
};
const visible = () => document.body.textContent ?? '';

const SPEAKS_OF_A_BACKUP_MADE =
  /back(ed|ing) up|backup (failed|not started|not confirmed|you asked for)|backup asked for/i;

describe('how an operation ended is told as what it was', () => {
  test.each<[OperationTask['kind'], keyof typeof ends, string, RegExp]>([
    ['create', 'succeeded', 'backed up just now', /The backup you asked for was complete just now\./],
    ['create', 'failed', 'backup failed just now', /Back up now: HostUp reports that the operation/],
    ['create', 'refused', 'backup not started (just now)', /Back up now: The key of/],
    ['create', 'undecided', 'backup not confirmed', /Whether the backup asked for/],
    ['restore', 'succeeded', 'restored just now', /Done just now: Restore a backup without a date\./],
    ['restore', 'failed', 'restore failed just now', /Restore a backup.*: HostUp reports/],
    ['restore', 'refused', 'restore not started (just now)', /Restore a backup.*: The key of/],
    [
      'restore',
      'undecided',
      'restore not confirmed',
      /Whether the restore asked for.*Look at the server itself/,
    ],
    [
      'delete',
      'succeeded',
      'a backup was deleted just now',
      /Done just now: Delete a backup without a date\./,
    ],
    ['delete', 'failed', 'deletion failed just now', /Delete a backup.*: HostUp reports/],
    ['delete', 'refused', 'deletion not started (just now)', /Delete a backup.*: The key of/],
    ['delete', 'undecided', 'deletion not confirmed', /Delete a backup.*: whether this was done/],
    [
      'saveSchedule',
      'succeeded',
      'schedule saved just now',
      /Done just now: Save the schedule: daily, keeps 7\./,
    ],
    ['saveSchedule', 'failed', 'saving the schedule failed just now', /Save the schedule.*: HostUp reports/],
    ['saveSchedule', 'refused', 'schedule not saved (just now)', /Save the schedule.*: The key of/],
    [
      'saveSchedule',
      'undecided',
      'saving of the schedule not confirmed',
      /Save the schedule.*: whether this was/,
    ],
    ['deleteSchedule', 'succeeded', 'schedule deleted just now', /Done just now: Delete the schedule\./],
    [
      'deleteSchedule',
      'failed',
      'deleting the schedule failed just now',
      /Delete the schedule: HostUp reports/,
    ],
    ['deleteSchedule', 'refused', 'schedule not deleted (just now)', /Delete the schedule: The key of/],
    [
      'deleteSchedule',
      'undecided',
      'deletion of the schedule not confirmed',
      /Delete the schedule: whether this/,
    ],
    [
      'changeSettings',
      'succeeded',
      'backup settings changed just now',
      /Done just now: Change the backup settings/,
    ],
    [
      'changeSettings',
      'failed',
      'changing the backup settings failed just now',
      /Change the.*: HostUp reports/,
    ],
    ['changeSettings', 'refused', 'backup settings not changed (just now)', /Change the.*: The key of/],
    [
      'changeSettings',
      'undecided',
      'change of the backup settings not confirmed',
      /Change the.*: whether this was/,
    ],
  ])('%s, %s', (kind, end, short, long) => {
    const state = stateOf(tasks[kind], ends[end]);
    const { unmount } = render(
      <Popup overview={overview(state, NOW)} canLock={false} link={null} actions={actions} />,
    );
    const line = screen.getByRole('button', { name: /app-01.*goal/ });
    expect(line.textContent).toContain(short);
    if (kind !== 'create') expect(line.textContent).not.toMatch(SPEAKS_OF_A_BACKUP_MADE);
    fireEvent.click(line);
    expect(document.querySelector('.details')?.textContent).toMatch(long);
    unmount();

    const shown = overview(state, NOW);
    const [row] = shown.rows as [ServerRow];
    const pane = { overview: shown, row, backUp: false, announce: vi.fn(), onClose: vi.fn() };
    render(<Details {...pane} actions={dashboard} />);
    expect(visible()).toMatch(long);
    if (kind !== 'create') expect(visible()).not.toMatch(SPEAKS_OF_A_BACKUP_MADE);
  });

  test.each(Object.values(tasks))('a refusal of $kind did not fail, in the record either', (task) => {
    render(
      <ActivityTab
        overview={overview(stateOf(task, ends.refused), NOW)}
        address={addressOf('#view=activity')}
        go={vi.fn()}
        actions={dashboard}
        announce={vi.fn()}
      />,
    );
    const result = document.querySelector('.activity-result');
    expect(result?.textContent).toMatch(/^not started.*The key of/);
    expect(result?.textContent).not.toMatch(/failed|took/);
  });
});

test.each([
  ['create', 'app-01 is being backed up'],
  ['restore', 'app-01 is being restored'],
  ['delete', 'A backup of app-01 is being deleted'],
  ['saveSchedule', 'A change of app-01 is under way'],
  ['deleteSchedule', 'A change of app-01 is under way'],
  ['changeSettings', 'A change of app-01 is under way'],
] as const)('while %s is under way no other work is named', (kind, name) => {
  const state = stateOf(tasks[kind], {});
  render(<Popup overview={overview(state, NOW)} canLock={false} link={null} actions={actions} />);
  expect(screen.getByRole('button', { name }).getAttribute('aria-disabled')).toBe('true');
});
