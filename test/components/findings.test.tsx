import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { headOf } from '../../components/popup/cards';
import { deckOf } from '../../components/popup/deck';
import { type Link, linkOf } from '../../components/popup/link';
import { Popup } from '../../components/popup/popup';
import { overview } from '../../lib/fleet/overview';
import type { Overview, ShownFinding } from '../../lib/fleet/types';
import type { FindingFacts, Severity, Snooze, Subject } from '../../lib/model/finding';
import { DAY_MS, HOUR_MS } from '../../lib/model/time';
import { setLanguages } from '../../lib/text/i18n';
import {
  aFinding,
  aNamedBackup,
  anAccount,
  aReading,
  aServer,
  aState,
  aStatus,
  aStored,
  NOW,
  shown,
} from '../unit/builders';
import { popupActions } from './popup-actions';

beforeAll(() => setLanguages(['en-GB']));
afterEach(cleanup);

const done = { ok: true, value: null } as const;
const actions = popupActions();
beforeEach(() => {
  vi.resetAllMocks();
  for (const action of [actions.refresh, actions.snooze, actions.setGoal]) action.mockResolvedValue(done);
});

const never: FindingFacts = { kind: 'never' };
const exposed: FindingFacts = { kind: 'exposed', restorePointAt: NOW - 9 * DAY_MS, goalMs: DAY_MS };
const full: FindingFacts = { kind: 'quotaFull', used: 7, limit: 7 };
const near: FindingFacts = { kind: 'quotaNear', used: 6, limit: 7, remaining: 1 };
const late: FindingFacts = { kind: 'scheduleLate', dueAt: NOW - 5 * HOUR_MS };
const starved: FindingFacts = {
  kind: 'starved',
  schedule: { frequency: 'weekly', nextRunAt: null },
  evicts: null,
  oldest: null,
};
const evicts: FindingFacts = { kind: 'evicts', oldest: aNamedBackup() };
const unreached: FindingFacts = {
  kind: 'accountTrouble',
  trouble: { kind: 'unreachable' },
  checkedAt: null,
};
const failed = (certain: boolean): FindingFacts => ({
  kind: 'scheduleFailed',
  runAt: null,
  runs: 1,
  certain,
  statusText: 'odd',
  errorText: null,
});

const server = (id: string, name = id): Subject => ({
  kind: 'server',
  key: `hostup/${id}`,
  accountId: 'a1',
  provider: 'hostup',
  serverId: id,
  name,
});
const app = server('s1', 'app-01');
const account = (accountId: string): Subject => ({
  kind: 'account',
  accountId,
  provider: 'hostup',
  label: accountId,
});
const of = (subject: Subject, facts: FindingFacts, severity: Severity = 'warning') =>
  shown(aFinding(facts, { subject, severity }));
const snoozeOf = (target: string, until: number | null = NOW + DAY_MS): Snooze => ({
  target,
  setAt: NOW,
  until,
  fingerprint: '',
});
const muted = (found: ShownFinding): ShownFinding => ({ ...found, hush: { by: 'mute' } });
const snoozed = (found: ShownFinding, snooze: Snooze): ShownFinding => ({
  ...found,
  hush: { by: 'snooze', snooze },
});

/** A fleet of which exactly this was found. */
function fleetOf(
  findings: readonly ShownFinding[],
  ids: readonly string[] = ['s1'],
  reading = aReading(),
): Overview {
  const judged = overview(
    aState({
      accounts: [anAccount(), anAccount({ id: 'a2', label: 'home' })],
      statuses: [aStatus(), aStatus({ accountId: 'a2' })],
      servers: ids.map((id) =>
        aStored({ server: aServer({ id, name: id === 's1' ? 'app-01' : id }), reading }),
      ),
    }),
    NOW,
  );
  const rows = judged.rows.map((row) => ({
    ...row,
    findings: findings.filter(
      ({ finding: { subject } }) => subject.kind === 'server' && subject.key === row.key,
    ),
  }));
  return { ...judged, rows, findings };
}

const show = (fleet: Overview, link: Link | null = null) =>
  render(<Popup overview={fleet} canLock={false} link={link} actions={actions} />);
const titles = () => [...document.querySelectorAll('.card strong')].map((title) => title.textContent);
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const row = () => screen.getByRole('button', { name: /app-01.*goal/ });
const status = () => screen.getByRole('status').textContent;

describe('the cards', () => {
  const headings = (findings: readonly ShownFinding[], ids?: readonly string[]) =>
    deckOf(fleetOf(findings, ids)).pressing.map((card) => {
      const { title, told } = headOf(card);
      return [card.about, title.finding.kind, ...told.map(({ finding }) => finding.kind)];
    });
  const many = ['n1', 'n2', 'n3'];

  test('what the row says by its age makes no card, and comes last in one', () => {
    expect(headings([of(app, never, 'error')])).toEqual([]);
    expect(headings([of(app, exposed, 'error'), of(app, late)])).toEqual([
      ['server', 'scheduleLate', 'scheduleLate', 'exposed'],
    ]);
  });

  test('the order is that of what presses most, whatever the rows say', () => {
    const found = [of(server('n1'), never, 'error'), of(app, starved), of(server('n1'), late)];
    expect(headings(found, ['s1', 'n1']).map(([, lead]) => lead)).toEqual(['starved', 'scheduleLate']);
  });

  test('a full quota gives the title, and what follows from it the sentence', () => {
    expect(headings([of(app, starved), of(app, full)])).toEqual([['server', 'quotaFull', 'starved']]);
    expect(headings([of(app, full), of(app, evicts)])).toEqual([['server', 'quotaFull', 'evicts']]);
    expect(headings([of(app, late), of(app, full), of(app, starved)])).toEqual([
      ['server', 'scheduleLate', 'scheduleLate', 'starved'],
    ]);
    expect(headings([of(app, late), of(app, full)])).toEqual([
      ['server', 'scheduleLate', 'scheduleLate', 'quotaFull'],
    ]);
  });

  test('more than two servers of which the same is told share a card, whatever their rows say', () => {
    const found = [...many.map((id) => of(server(id), full)), of(server('n1'), never, 'error')];
    expect(headings(found.slice(1, 3), many).map(([about]) => about)).toEqual(['server', 'server']);
    expect(headings(found, many).map(([about, kind]) => [about, kind])).toEqual([['servers', 'quotaFull']]);
  });

  test('a failure and a possible one are not the same', () => {
    const found = many.map((id) => of(server(id), failed(id !== 'n3')));
    expect(headings(found, many).map(([about]) => about)).toEqual(['server', 'server', 'server']);
  });

  test('several accounts that were not reached are one card', () => {
    expect(headings([of(account('a1'), unreached), of(account('a2'), unreached)])).toEqual([
      ['network', 'accountTrouble', 'accountTrouble', 'accountTrouble'],
    ]);
    expect(headings([of(account('a1'), unreached)])[0]?.[0]).toBe('account');
  });

  test('a hushed finding is in no card', () => {
    expect(headings([muted(of(app, full)), of(app, late)])).toEqual([
      ['server', 'scheduleLate', 'scheduleLate'],
    ]);
  });

  test('advice waits behind the fold, one card for each kind', () => {
    show(fleetOf([of(app, late), ...many.map((id) => of(server(id), near, 'info'))], ['s1', ...many]));
    expect(titles()).toEqual(['app-01: the scheduled backup is late']);
    press('1 hint');
    expect(titles()).toEqual(['app-01: the scheduled backup is late', '3 servers have few slots left']);
    press('Show fewer');
    expect(titles()).toHaveLength(1);
  });

  test('two stand open; the fold says what it holds', () => {
    const ids = ['s1', 'n1', 'n2'];
    const found = [of(app, late), of(server('n1'), starved), of(server('n2'), full)];
    const { unmount } = show(fleetOf(found, ids));
    expect(titles()).toHaveLength(2);
    expect(screen.getByRole('button', { name: '1 more warning' })).toBeTruthy();
    unmount();
    show(fleetOf([...found, of(app, near, 'info')], ids));
    press('2 more warnings and hints');
    expect(titles()).toHaveLength(4);
  });

  test('the gravity is a word too, and the beginning is told', () => {
    show(fleetOf([of(account('a1'), unreached, 'error')]));
    const card = document.querySelector('.card-error');
    expect(card?.textContent).toMatch(/^Error:/);
    expect(card?.textContent).toMatch(/since \w+ \d\d:\d\d/);
  });

  test('what may have been so for long was only noticed then, in the card and in the details', () => {
    show(fleetOf([shown(aFinding({ kind: 'scheduleOff' }, { subject: app, isFirstSight: true }))]));
    fireEvent.click(row());
    for (const told of ['.card-foot', '.finding-foot'].map((where) => document.querySelector(where))) {
      expect(told?.textContent).toMatch(/noticed \w+ \d\d:\d\d/);
      expect(told?.textContent).not.toContain('since');
    }
  });

  test('of more than two findings of a server the others are counted, and lead to its row', () => {
    show(fleetOf([of(app, starved), of(app, late), of(app, near)]));
    expect(document.querySelectorAll('.card-sentence')).toHaveLength(1);
    press('and 2 more');
    expect(row().getAttribute('aria-expanded')).toBe('true');
  });
});

describe('the one action of a card', () => {
  const acting = (action: ShownFinding['action'], subject: Subject = app, facts: FindingFacts = late) =>
    show(fleetOf([{ ...of(subject, facts), action }]));

  test('a backup opens the row’s own panel for it', () => {
    acting('backUp');
    press('Back up now: app-01');
    expect(screen.getByRole('group', { name: 'Back up app-01 now' })).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Note (optional)' }));
    expect(actions.backUpNow).not.toHaveBeenCalled();
  });

  test('a backup that is not free opens the page that asks', () => {
    const reading = aReading({ quota: { kind: 'limited', used: 7, limit: 7, remaining: 0 } });
    show(fleetOf([{ ...of(app, late), action: 'backUp' }], ['s1'], reading));
    press('Back up now…: app-01');
    expect(actions.confirm.mock.calls).toEqual([[{ kind: 'backup', key: 'hostup/s1' }]]);
    expect(screen.queryByRole('group', { name: /Back up app-01/ })).toBeNull();
  });

  test('the panel is a link', () => {
    acting('openPanel');
    const link = screen.getByRole('link', { name: 'Open panel of HostUp for app-01' });
    expect(link.getAttribute('href')).toBe('https://cloud.hostup.se/');
    expect(link.getAttribute('target')).toBe('_blank');
  });

  test('trying again tries the account', () => {
    acting('retry', account('a2'), unreached);
    press('Try again');
    expect(actions.refresh.mock.calls).toEqual([['a2']]);
  });

  test('where nothing here mends it there is none', () => {
    acting('none');
    const names = [...document.querySelectorAll('.card button, .card a')].map((button) => button.textContent);
    expect(names).toEqual(['Snooze']);
  });
});

describe('snoozing', () => {
  const openMenu = () => press(/^Snooze: app-01/);

  test('a card of several findings is snoozed with its server, one of one finding alone', async () => {
    const { unmount } = show(fleetOf([of(app, starved), of(app, exposed, 'error')]));
    openMenu();
    press('1 day');
    await waitFor(() => expect(status()).toBe('Snoozed for 1 day.'));
    unmount();
    show(fleetOf([of(app, starved)]));
    openMenu();
    press('Until it changes');
    await waitFor(() => expect(status()).toBe('Snoozed until it changes.'));
    expect(actions.snooze.mock.calls).toEqual([
      [{ kind: 'server', key: 'hostup/s1' }, 'day'],
      [{ kind: 'finding', id: 'starved/hostup/s1' }, 'change'],
    ]);
  });

  test('a card of several servers is snoozed as what it tells', async () => {
    const ids = ['n1', 'n2', 'n3'];
    show(
      fleetOf(
        ids.map((id) => of(server(id), full)),
        ids,
      ),
    );
    press('Snooze: 3 servers have no free slot');
    press('1 week');
    await waitFor(() => expect(actions.snooze).toHaveBeenCalledTimes(3));
    expect(actions.snooze.mock.calls.map(([target]) => target)).toEqual(
      ids.map((id) => ({ kind: 'finding', id: `quotaFull/hostup/${id}` })),
    );
  });

  test('Escape closes the menu and the keyboard is back on the button', () => {
    show(fleetOf([of(app, late)]));
    openMenu();
    const toggle = screen.getByRole('button', { name: /^Snooze: app-01/ });
    expect(toggle.getAttribute('aria-expanded')).toBe('true');
    const week = screen.getByRole('button', { name: '1 week' });
    week.focus();
    const pressed = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true });
    fireEvent(week, pressed);
    expect(screen.queryByRole('button', { name: '1 week' })).toBeNull();
    expect(document.activeElement).toBe(toggle);
    expect(pressed.defaultPrevented).toBe(true);
    expect(actions.snooze).not.toHaveBeenCalled();
  });

  test('one that did not reach the background says so and can be tried again', async () => {
    actions.snooze.mockResolvedValueOnce({ ok: false, trouble: { kind: 'noBackground' } });
    show(fleetOf([of(app, late)]));
    openMenu();
    press('1 hour');
    expect((await screen.findByRole('alert')).textContent).toContain('background did not answer');
    press('1 hour');
    await waitFor(() => expect(status()).toBe('Snoozed for 1 hour.'));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('the keyboard stays with the warnings when its card goes', async () => {
    show(fleetOf([of(app, late)]));
    openMenu();
    press('1 hour');
    await waitFor(() => expect(status()).toBe('Snoozed for 1 hour.'));
    expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Warnings' }));
  });

  test('advice is told on request, its topic switched off or not', () => {
    show(fleetOf([muted(of(app, near, 'info'))]));
    expect(screen.queryByText(/switched off/)).toBeNull();
    press('1 hint');
    expect(titles()).toHaveLength(1);
  });

  test('what is quiet waits behind a fold of its own, with the way back', async () => {
    const found = [
      snoozed(of(app, starved), snoozeOf('server:hostup/s1')),
      snoozed(of(app, late), snoozeOf('server:hostup/s1')),
      snoozed(of(server('n1'), full), snoozeOf('finding:quotaFull/hostup/n1', null)),
      ...['n1', 'n2', 'n3'].map((id) => muted(of(server(id), near, 'warning'))),
    ];
    show(fleetOf(found, ['s1', 'n1', 'n2', 'n3']));
    expect(titles()).toEqual([]);
    press('3 snoozed or switched off');
    const entries = [...document.querySelectorAll('.quiet-entry .card-text')].map(
      (entry) => entry.textContent,
    );
    expect(entries[0]).toMatch(
      /^app-01: the schedule has no free slot and 1 more · snoozed until tomorrow \d\d:00$/,
    );
    expect(entries.slice(1)).toEqual([
      'n1: 7 of 7 slots used · snoozed until it changes',
      '3 servers have few slots left · notifications for this are off',
    ]);
    press('Show again: app-01: the schedule has no free slot');
    press('Show again: n1: 7 of 7 slots used');
    await waitFor(() => expect(status()).toBe('Shown again.'));
    expect(actions.snooze.mock.calls).toEqual([
      [{ kind: 'server', key: 'hostup/s1' }, null],
      [{ kind: 'finding', id: 'quotaFull/hostup/n1' }, null],
    ]);
  });
});

describe('a server’s details', () => {
  const details = () => within(document.querySelector('.details') as HTMLElement);

  test('tell each finding, hushed or not, and snooze each by itself', async () => {
    const snooze = snoozeOf('finding:scheduleLate/hostup/s1');
    show(
      fleetOf([
        of(app, starved),
        snoozed(of(app, late), snooze),
        of(app, exposed, 'error'),
        muted(of(app, near)),
      ]),
    );
    fireEvent.click(row());
    const lines = details()
      .getAllByRole('listitem')
      .filter((line) => line.classList.contains('finding'));
    expect(lines).toHaveLength(4);
    expect(lines[1]?.textContent).toContain('snoozed until tomorrow');
    expect(lines[2]?.textContent).toMatch(/^Error:Its last good backup is from/);
    expect(lines[3]?.textContent).toContain('notifications for this are off');
    expect(lines[3]?.querySelector('button')).toBeNull();
    fireEvent.click(
      details().getByRole('button', { name: 'Show again: app-01: the scheduled backup is late' }),
    );
    await waitFor(() => expect(status()).toBe('Shown again.'));
    fireEvent.click(details().getByRole('button', { name: 'Snooze: app-01 is exposed' }));
    fireEvent.click(details().getByRole('button', { name: '1 week' }));
    await waitFor(() => expect(status()).toBe('Snoozed for 1 week.'));
    expect(actions.snooze.mock.calls).toEqual([
      [{ kind: 'finding', id: 'scheduleLate/hostup/s1' }, null],
      [{ kind: 'finding', id: 'exposed/hostup/s1' }, 'week'],
    ]);
  });

  test('tell what kept the last reading from being newer, as long as no finding does', () => {
    const state = (readAt: number) =>
      aState({ servers: [aStored({ readAt, triedAt: NOW, trouble: { kind: 'timedOut' } })] });
    const { unmount } = show(overview(state(NOW - HOUR_MS), NOW));
    fireEvent.click(row());
    expect(details().getAllByText(/did not answer for app-01/)).toHaveLength(1);
    unmount();
    show(overview(state(NOW - 9 * HOUR_MS), NOW));
    fireEvent.click(screen.getByRole('button', { name: /app-01.*last known/ }));
    expect(details().getAllByText(/did not answer for app-01/)).toHaveLength(1);
  });

  test('set the server’s own goal, and give it back', async () => {
    const fleet = fleetOf([]);
    const { rerender } = show(fleet);
    fireEvent.click(row());
    press('Change the goal of app-01');
    expect(screen.queryByRole('button', { name: 'As the account' })).toBeNull();
    const field = screen.getByRole('textbox', { name: 'Goal of app-01' });
    fireEvent.input(field, { target: { value: '36' } });
    fireEvent.change(field, { target: { value: '36' } });
    await waitFor(() => expect(status()).toBe('The goal of app-01 is now 36 h.'));
    const settings = { ...fleet.settings, serverGoalsMs: { 'hostup/s1': 36 * HOUR_MS } };
    rerender(<Popup overview={{ ...fleet, settings }} canLock={false} link={null} actions={actions} />);
    expect(details().getByText(/set for this server/)).toBeTruthy();
    press('As the account');
    await waitFor(() => expect(status()).toContain('again the one of its account'));
    expect(actions.setGoal.mock.calls).toEqual([
      ['hostup/s1', 36 * HOUR_MS],
      ['hostup/s1', null],
    ]);
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Change the goal of app-01' }));
  });

  test('a goal that could not be set says so', async () => {
    actions.setGoal.mockResolvedValue({ ok: false, trouble: { kind: 'noBackground' } });
    show(fleetOf([]));
    fireEvent.click(row());
    press('Change the goal of app-01');
    const field = screen.getByRole('textbox', { name: 'Goal of app-01' });
    fireEvent.input(field, { target: { value: '36' } });
    fireEvent.change(field, { target: { value: '36' } });
    expect((await screen.findByRole('alert')).textContent).toContain('background did not answer');
    expect(status()).toBe('');
  });
});

describe('a link', () => {
  test.each<[string, Link | null]>([
    ['', null],
    ['#page', null],
    ['#server=', null],
    ['#findings', { kind: 'findings' }],
    ['#server=hostup%2Fs1', { kind: 'server', key: 'hostup/s1' }],
    ['#finding=starved%2Fhostup%2Fs1', { kind: 'finding', id: 'starved/hostup/s1' }],
    ['#finding=%E0%A4%A', { kind: 'finding', id: '%E0%A4%A' }],
  ])('%j', (hash, link) => expect(linkOf(hash)).toEqual(link));

  const ids = ['s1', 'n1', 'n2', 'n3'];
  const found = [
    of(app, starved),
    of(server('n1'), late),
    of(server('n2'), full),
    of(server('n3'), exposed, 'error'),
    muted(of(server('n3'), near, 'warning')),
  ];
  const follow = (id: string, fleet = fleetOf(found, ids)) => show(fleet, { kind: 'finding', id });

  test('to a finding unfolds the cards and brings the one that tells it to the keyboard', () => {
    follow('quotaFull/hostup/n2');
    expect(titles()).toHaveLength(3);
    expect(document.activeElement?.textContent).toContain('n2: 7 of 7 slots used');
  });

  test('to one that only its row tells opens the row', () => {
    follow('exposed/hostup/n3');
    const opened = screen.getByRole('button', { name: /n3 HostUp/ });
    expect(opened.getAttribute('aria-expanded')).toBe('true');
  });

  test('to one that is quiet opens that fold too', () => {
    follow('quotaNear/hostup/n3');
    expect(document.activeElement?.classList.contains('quiet-entry')).toBe(true);
  });

  test('to one that is over says so, to the eyes too', () => {
    follow('never/hostup/s1');
    expect(status()).toBe('What the notification told is over.');
    expect(screen.getByRole('status').className).toBe('said');
  });

  test('to all findings unfolds them; where none is left it says so', () => {
    const { unmount } = show(fleetOf(found, ids), { kind: 'findings' });
    expect(titles()).toHaveLength(3);
    expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Warnings' }));
    unmount();
    show(fleetOf([]), { kind: 'findings' });
    expect(status()).toBe('What the notification told is over.');
  });

  test('is followed once, however the fleet changes, and again when it is asked anew', () => {
    const at = (link: Link) => (
      <Popup overview={fleetOf(found, ids)} canLock={false} link={link} actions={actions} />
    );
    const link: Link = { kind: 'finding', id: 'quotaFull/hostup/n2' };
    const { rerender } = render(at(link));
    press('Show fewer');
    rerender(at(link));
    expect(titles()).toHaveLength(2);
    rerender(at({ ...link }));
    expect(titles()).toHaveLength(3);
  });

  test('waits for the stored state', () => {
    const link: Link = { kind: 'finding', id: 'quotaFull/hostup/n2' };
    const at = (fleet: Overview | null) => (
      <Popup overview={fleet} canLock={false} link={link} actions={actions} />
    );
    const { rerender } = render(at(null));
    expect(status()).toBe('');
    rerender(at(fleetOf(found, ids)));
    expect(document.activeElement?.textContent).toContain('n2: 7 of 7 slots used');
  });
});
