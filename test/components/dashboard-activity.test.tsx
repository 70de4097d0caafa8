import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { ActivityTab } from '../../components/dashboard/activity/activity-tab';
import { type Address, addressOf } from '../../lib/fleet/dashboard/address';
import { overview } from '../../lib/fleet/overview';
import type { OperationTask } from '../../lib/model/operation';
import type { StoredState } from '../../lib/model/state';
import { DAY_MS, MINUTE_MS } from '../../lib/model/time';
import { taskWords } from '../../lib/text/activity';
import { setLanguages } from '../../lib/text/i18n';
import { aNamedBackup, anOperation, aPlan, aState, NOW } from '../unit/builders';
import { popupActions } from './popup-actions';

beforeAll(() => setLanguages(['en-GB']));
afterEach(cleanup);

const copyText = vi.fn<(text: string) => Promise<boolean>>();
const actions = {
  ...popupActions(),
  changeSchedule: vi.fn(),
  saveFile: vi.fn(),
  openReport: vi.fn(),
  copyText,
};
const go = vi.fn();
const announce = vi.fn();
beforeEach(() => {
  vi.resetAllMocks();
  copyText.mockResolvedValue(true);
});

function show(over: Partial<StoredState>, address: Partial<Address> = {}) {
  const at = { ...addressOf('#view=activity'), ...address };
  render(
    <ActivityTab
      overview={overview(aState(over), NOW)}
      address={at}
      go={go}
      actions={actions}
      announce={announce}
    />,
  );
}

const entries = () =>
  within(screen.getByRole('list', { name: 'What Lastgood did, newest first' }))
    .getAllByRole('listitem')
    .map((item) => item.textContent ?? '');
const failed = anOperation({
  ...{ id: 'op-2', createdAt: NOW - 5 * MINUTE_MS, state: 'failed', trouble: { kind: 'timedOut' } },
  ...{ endedAt: NOW - 2 * MINUTE_MS, toldAt: null },
});

test('an entry says when, what, where, what became of it, how long it took and its id', () => {
  show({ operations: [failed] });
  const [entry] = entries();
  for (const part of [
    'Today',
    'Back up now',
    'app-01',
    'HostUp · work',
    'failed',
    'took 3 min',
    'did not answer',
    'op-2',
  ])
    expect(entry).toContain(part);
});

test('what is under way or in doubt is never called done', () => {
  show({ operations: [anOperation(), anOperation({ id: 'o2', state: 'unknown' } as never)] });
  expect(entries().join()).toMatch(/under way.*being checked|being checked.*under way/s);
  expect(entries().join()).not.toContain('done');
});

test('a step that never started says why, and has no id to copy', () => {
  show({ plans: [aPlan({ end: { kind: 'stopped', why: 'interrupted', at: NOW, toldAt: null } })] });
  expect(entries()[1]).toMatch(
    /Restore the backup from.*restore with a backup before it.*not started.*browser was closed/,
  );
  expect(screen.queryByRole('button', { name: /Copy/ })).toBeNull();
});

test('an entry of a plan leads to what became of the whole plan', () => {
  show({ plans: [aPlan({ end: { kind: 'broken', at: NOW, toldAt: null } })] });
  const [link] = screen.getAllByRole('button', { name: 'restore with a backup before it' });
  if (link === undefined) throw new Error('no link');
  fireEvent.click(link);
  expect(actions.confirm.mock.calls).toEqual([[{ kind: 'plan', planId: 'p1' }]]);
});

test('says how far it reaches', () => {
  show({ operations: [failed] });
  expect(document.body.textContent).toContain('At least the last 1,000 that have ended are kept');
});

test('of an account that is not known nothing is said', () => {
  show({ operations: [anOperation({ accountId: 'a9' })] });
  expect(entries()[0]).toMatch(/app-01 · HostUp(?! ·)/);
});

test('the id is copied whole, and what came of it is said', async () => {
  show({ operations: [failed] });
  fireEvent.click(screen.getByRole('button', { name: "Copy the operation's id (app-01)" }));
  expect(copyText.mock.calls).toEqual([['op-2']]);
  await waitFor(() => expect(announce.mock.calls).toEqual([['The id was copied.']]));
  copyText.mockResolvedValue(false);
  fireEvent.click(screen.getByRole('button', { name: "Copy the operation's id (app-01)" }));
  await waitFor(() => expect(announce).toHaveBeenLastCalledWith('The browser did not let Lastgood copy it.'));
});

test('a server’s name leads to it, and the filters to an address', () => {
  show({ operations: [failed] });
  fireEvent.click(screen.getByRole('button', { name: 'app-01' }));
  expect(go.mock.calls).toEqual([[{ view: 'servers', server: 'hostup/s1' }]]);
  fireEvent.change(screen.getByRole('combobox', { name: 'Result' }), { target: { value: 'failed' } });
  expect(go).toHaveBeenLastCalledWith({ result: 'failed' });
});

test('nothing that matches offers the way back; nothing at all says so', () => {
  show({ operations: [failed] }, { result: 'succeeded' });
  fireEvent.click(screen.getByRole('button', { name: 'Clear the filter' }));
  expect(go).toHaveBeenLastCalledWith({ query: '', accountId: null, provider: null, result: null });
  cleanup();
  show({});
  expect(screen.getByText(/started nothing yet/)).toBeTruthy();
});

describe('what was asked for', () => {
  const backup = aNamedBackup({ createdAt: NOW - 3 * DAY_MS });
  test.each<[OperationTask, RegExp]>([
    [{ kind: 'create', note: null, cost: null }, /^Back up now$/],
    [{ kind: 'create', note: 'Before upgrade', cost: null }, /^Back up now \(“Before upgrade”\)$/],
    [{ kind: 'delete', backup }, /^Delete the backup from 7 Mar 12:00$/],
    [{ kind: 'delete', backup: { ...backup, createdAt: null } }, /^Delete a backup without a date$/],
    [{ kind: 'restore', backup, source: null }, /^Restore the backup from 7 Mar 12:00$/],
    [{ kind: 'restore', backup, source: { id: 's2', name: 'web-2' } }, / of web-2$/],
    [
      {
        kind: 'saveSchedule',
        schedule: {
          frequency: 'daily',
          hour: 2,
          minute: null,
          retentionCount: 7,
          enabled: false,
          name: null,
        },
      },
      /^Save the schedule: daily, keeps 7, switched off$/,
    ],
    [{ kind: 'deleteSchedule', scheduleId: 'x' }, /^Delete the schedule$/],
    [
      { kind: 'changeSettings', change: { totalLimit: 5, autoDeleteOldest: true } },
      /^Change the backup settings: at most 5 backups, the oldest is deleted when they are full$/,
    ],
    [
      { kind: 'changeSettings', change: { autoDeleteOldest: false } },
      /: none is deleted when they are full$/,
    ],
  ])('%j', (task, words) => {
    expect(taskWords(task, NOW)).toMatch(words);
  });
});
