import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Link, linkOf } from '../../components/popup/link';
import { Popup } from '../../components/popup/popup';
import { overview } from '../../lib/fleet/overview';
import type { Result } from '../../lib/model/messages';
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
import { popupActions } from './popup-actions';

beforeAll(() => setLanguages(['en-GB']));
afterEach(cleanup);

const accepted: Result<{ operationId: string }> = { ok: true, value: { operationId: 'o1' } };
const actions = popupActions();
beforeEach(() => {
  vi.resetAllMocks();
  actions.refresh.mockResolvedValue({ ok: true, value: null });
  actions.backUpNow.mockResolvedValue(accepted);
  actions.snooze.mockResolvedValue({ ok: true, value: null });
  actions.setGoal.mockResolvedValue({ ok: true, value: null });
  actions.lockNow.mockResolvedValue({ ok: true, value: null });
});

function show(state: StoredState, link: Link | null = null) {
  return render(<Popup overview={overview(state, NOW)} canLock={false} link={link} actions={actions} />);
}

/** Shows a state, and another one in its place when it is given one. */
function showing(state: StoredState) {
  const at = (shown: StoredState) => (
    <Popup overview={overview(shown, NOW)} canLock={false} link={null} actions={actions} />
  );
  const { rerender } = render(at(state));
  return (next: StoredState) => rerender(at(next));
}

/** A request that is answered when the test says so. */
function heldRequest() {
  let answer: (result: Result<{ operationId: string }>) => void = () => {};
  actions.backUpNow.mockReturnValue(new Promise((resolve) => (answer = resolve)));
  return (result: Result<{ operationId: string }>) => answer(result);
}

const rowNamed = (name: string) =>
  screen.getByRole('button', { name: new RegExp(`${name}.*(goal|last known)`) });
const visible = () => document.body.textContent ?? '';
const cards = () => [...document.querySelectorAll('.card strong')].map((title) => title.textContent);
const details = () => within(document.querySelector('.details') as HTMLElement);

describe('the summary', () => {
  test('counts covered servers and names the oldest last-good backup', () => {
    show(
      aState({
        servers: [
          aStored(),
          aStored({
            server: aServer({ id: 's2', name: 'db-archive' }),
            reading: aReading({ backups: [aBackup({ serverId: 's2', createdAt: NOW - 9 * DAY_MS })] }),
          }),
        ],
      }),
    );
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('1 of 2 servers are covered');
    expect(visible()).toContain('Oldest last-good backup: db-archive, 9 days');
    expect(screen.getByRole('img', { name: 'Coverage: 1 covered, 1 exposed' })).toBeTruthy();
  });

  test('a server without any backup leads, by its name; several are counted', () => {
    const bare = (id: string) =>
      aStored({ server: aServer({ id, name: `lab-${id}` }), reading: aReading({ backups: [] }) });
    const next = showing(aState({ servers: [aStored(), bare('10')] }));
    const facts = () => document.querySelector('.summary-facts');
    expect(facts()?.textContent).toMatch(/^lab-10 has no backup.*Oldest last-good backup: app-01/);
    expect(facts()?.querySelector('.is-exposed')?.textContent).toBe('lab-10 has no backup');
    expect(facts()?.querySelector('.is-covered')).toBeNull();
    next(aState({ servers: [aStored(), bare('10'), bare('11')] }));
    expect(facts()?.textContent).toMatch(/^2 servers have no backup/);
  });

  test('the number on the button is told where the covered do not tell it', () => {
    const late = aStored({
      server: aServer({ id: 's2', name: 'db-archive' }),
      reading: aReading({ backups: [aBackup({ serverId: 's2', createdAt: NOW - 9 * DAY_MS })] }),
    });
    const full = aStored({
      reading: aReading({ quota: { kind: 'limited', used: 1, limit: 1, remaining: 0 } }),
    });
    const next = showing(aState({ servers: [full, late] }));
    expect(visible()).toContain('2 servers need attention');
    next(aState({ servers: [aStored(), late] }));
    expect(visible()).not.toMatch(/needs? attention/);
  });

  test('before the first read no number is told', () => {
    show(
      aState({
        statuses: [aStatus({ checkedAt: null })],
        servers: [aStored({ reading: null, readAt: null })],
      }),
    );
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Not read yet');
    expect(visible()).not.toMatch(/\d+ of \d+/);
    expect(visible()).toContain('not read yet');
    expect(visible()).toContain('Not everything was read yet');
  });

  test('a server that could not be read is neither covered nor never backed up', () => {
    show(
      aState({
        servers: [
          aStored(),
          aStored({
            server: aServer({ id: 's2', name: 'dark' }),
            reading: null,
            readAt: null,
            trouble: { kind: 'timedOut' },
          }),
        ],
      }),
    );
    const row = rowNamed('dark');
    expect(row.textContent).toContain('not known');
    expect(row.textContent).toContain('unknown');
    expect(row.textContent).not.toMatch(/covered|never/);
    expect(row.querySelector('.dot-covered, .is-covered')).toBeNull();
    expect(screen.getByRole('img', { name: 'Coverage: 1 covered, 1 not known' })).toBeTruthy();
  });
});

describe('a server', () => {
  test('without a backup says "never"', () => {
    show(aState({ servers: [aStored({ reading: aReading({ backups: [] }) })] }));
    expect(rowNamed('app-01').textContent).toMatch(/exposed.*never/);
  });

  test('unfolds its backups by keyboard or mouse, the first three and then all', () => {
    const backups = Array.from({ length: 5 }, (_, day) =>
      aBackup({ id: `b${day}`, createdAt: NOW - HOUR_MS - day * DAY_MS, note: `note ${day}` }),
    );
    show(aState({ servers: [aStored({ reading: aReading({ backups }) })] }));
    const row = rowNamed('app-01');
    expect(row.getAttribute('aria-expanded')).toBe('false');
    fireEvent.click(row);
    expect(row.getAttribute('aria-expanded')).toBe('true');
    const list = () =>
      within(screen.getByRole('list', { name: 'Backups of app-01' })).getAllByRole('listitem');
    expect(list()).toHaveLength(3);
    fireEvent.click(screen.getByRole('button', { name: 'All 5 backups' }));
    expect(list()).toHaveLength(5);
  });

  test('a disk size never stands as a backup size', () => {
    const size = { basis: 'disk', diskBytes: 50_000_000_000 } as const;
    show(aState({ servers: [aStored({ reading: aReading({ backups: [aBackup({ size })] }) })] }));
    fireEvent.click(rowNamed('app-01'));
    expect([...document.querySelectorAll('.backup-size')].map((cell) => cell.textContent)).toEqual([
      'restore needs 50 GB disk',
    ]);
  });

  test('tells rows that could not be read, unmatched rows and snapshots apart', () => {
    show(
      aState({
        servers: [
          aStored({
            reading: aReading({
              unreadableRows: 2,
              unmatched: [aBackup({ id: 'old', note: 'from before' })],
              snapshots: [
                {
                  id: 'sn',
                  serverId: 's1',
                  name: 'pre-update',
                  createdAt: NOW,
                  expiresAt: null,
                  size: null,
                  note: null,
                },
              ],
            }),
          }),
        ],
      }),
    );
    fireEvent.click(rowNamed('app-01'));
    expect(visible()).toContain('2 rows could not be read');
    expect(visible()).toContain('Listed by the older API only, not counted');
    expect(visible()).toContain('Snapshots are short-lived and not counted');
    expect(screen.getByRole('img', { name: /^1 restore point in the last 30 days/ })).toBeTruthy();
  });

  test('markup in names and notes is text', () => {
    const evil = '<img src=x onerror=alert(1)>';
    show(
      aState({
        accounts: [anAccount({ label: evil })],
        servers: [
          aStored({
            server: aServer({ name: evil }),
            reading: aReading({ backups: [aBackup({ note: evil })] }),
          }),
        ],
      }),
    );
    fireEvent.click(screen.getAllByRole('button', { expanded: false })[0] as HTMLElement);
    expect(document.querySelector('img')).toBeNull();
    expect(visible().split(evil).length).toBeGreaterThan(3);
  });

  test('a failed reading is marked once its data is old, and not before', () => {
    const server = (readAt: number) => aStored({ readAt, trouble: { kind: 'timedOut' } });
    const next = showing(aState({ servers: [server(NOW - 5 * MINUTE_MS)] }));
    expect(rowNamed('app-01').textContent).not.toContain('as of');
    next(aState({ servers: [server(NOW - 25 * MINUTE_MS)] }));
    expect(rowNamed('app-01').textContent).toContain('as of 25 min ago');
  });

  test('that its provider makes no automatic backups of says so, and where they are ordered', () => {
    show(aState({ servers: [aStored({ server: aServer({ automatic: { kind: 'none' } }) })] }));
    expect(rowNamed('app-01').textContent).toContain('no automatic backups');
    fireEvent.click(rowNamed('app-01'));
    expect(details().getByText(/HostUp makes no backups of this server by itself\./)).toBeTruthy();
  });

  test('a kind that is not stated is left out, and 0 bytes are no size', () => {
    const backup = aBackup({
      kind: 'unknown',
      kindText: '',
      note: 'weekly copy',
      size: { basis: 'stored', sizeBytes: 0 },
    });
    show(aState({ servers: [aStored({ reading: aReading({ backups: [backup] }) })] }));
    fireEvent.click(rowNamed('app-01'));
    expect(document.querySelector('.backup-what')?.textContent).toBe('weekly copy');
    expect(document.querySelector('.backup-size')?.textContent).toBe('size not stated');
  });

  test('stale data says how old it is', () => {
    show(
      aState({
        servers: [aStored({ readAt: NOW - 90 * MINUTE_MS, trouble: { kind: 'unreachable' } })],
      }),
    );
    expect(rowNamed('app-01').textContent).toContain('as of 1 h ago');
  });

  test('that its provider no longer lists stands apart and offers no backup', () => {
    show(
      aState({
        servers: [
          aStored(),
          aStored({ server: aServer({ id: 's2', name: 'old-box' }), goneSince: NOW - DAY_MS }),
        ],
      }),
    );
    expect(screen.queryByText('old-box')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: /1 server is no longer listed/ }));
    expect(screen.getByText('old-box')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Back up old-box now' })).toBeNull();
  });

  test('a link opens its server, wherever the filter stood', () => {
    show(aState(), { kind: 'server', key: 'hostup/s1' });
    expect(rowNamed('app-01').getAttribute('aria-expanded')).toBe('true');
  });

  test('a link that searches shows what it finds, and says where that is nothing', () => {
    const searching = (text: string) => {
      cleanup();
      show(
        aState({
          servers: [
            aStored(),
            aStored({ server: aServer({ id: 's2', name: 'db' }), reading: null, readAt: null }),
          ],
        }),
        {
          kind: 'search',
          text,
        },
      );
      const list = screen.queryByRole('list', { name: 'Servers, worst first' });
      return list === null
        ? []
        : within(list)
            .getAllByRole('listitem')
            .map((row) => row.textContent);
    };
    expect(searching('app')).toEqual([expect.stringContaining('app-01')]);
    expect(searching('!unknown')).toEqual([expect.stringContaining('db')]);
    expect(searching('10.0.0.9')).toEqual([]);
    expect(screen.getByText('Lastgood knows no server that matches “10.0.0.9”.')).toBeTruthy();
  });

  test.each([
    ['#find=web%201', { kind: 'search', text: 'web 1' }],
    ['#find=%', { kind: 'search', text: '%' }],
    ['#find=', null],
  ])('%s', (hash, link) => {
    expect(linkOf(hash)).toEqual(link);
  });
});

describe('back up now', () => {
  const press = () => fireEvent.click(screen.getByRole('button', { name: 'Back up app-01 now' }));
  const panel = () => within(screen.getByRole('group', { name: 'Back up app-01 now' }));

  test('sends the note and says that the backup was asked for', async () => {
    show(aState());
    press();
    const note = screen.getByRole('textbox', { name: 'Note (optional)' });
    expect(document.activeElement).toBe(note);
    fireEvent.input(note, { target: { value: '  Before upgrade ' } });
    fireEvent.click(panel().getByRole('button', { name: 'Back up now' }));
    await waitFor(() => expect(screen.queryByRole('group', { name: /Back up app-01/ })).toBeNull());
    expect(actions.backUpNow.mock.calls.map(([row, sent]) => [row.key, sent])).toEqual([
      ['hostup/s1', 'Before upgrade'],
    ]);
    expect(screen.getByRole('status').textContent).toBe('app-01: the backup was asked for.');
  });

  test.each([
    [
      'while it is written down as running',
      aState({ operations: [anOperation()] }),
      'may not do this for app-01',
    ],
    [
      'though the key only reads by then',
      aState({ statuses: [aStatus({ writes: 'refused' })] }),
      'may only read',
    ],
  ])('a refusal keeps the note and says why, %s', async (_, meanwhile, why) => {
    const answer = heldRequest();
    const next = showing(aState());
    press();
    const note = screen.getByRole('textbox', { name: 'Note (optional)' }) as HTMLInputElement;
    fireEvent.input(note, { target: { value: 'Before upgrade' } });
    fireEvent.click(panel().getByRole('button', { name: 'Back up now' }));
    next(aState({ operations: [anOperation({ state: 'sending' } as never)] }));
    rowNamed('app-01').focus();
    next(meanwhile);
    answer({ ok: false, trouble: { kind: 'forbidden', detail: 'scope backup:vm is missing' } });
    expect((await panel().findByRole('alert')).textContent).toContain('scope backup:vm is missing');
    expect(panel().getByRole('alert').textContent).toContain(why);
    expect(screen.getByRole('textbox', { name: 'Note (optional)' })).toBe(note);
    expect(note.value).toBe('Before upgrade');
    expect(document.activeElement).toBe(rowNamed('app-01'));
    expect(panel().getByRole('button', { name: 'Open settings' })).toBeTruthy();
    const again = panel().queryByRole('button', { name: 'Try again' });
    if (again !== null) fireEvent.click(again);
    expect(actions.backUpNow).toHaveBeenCalledOnce();
  });

  test('"Try again" sends the same note once the row allows it', async () => {
    actions.backUpNow.mockResolvedValue({ ok: false, trouble: { kind: 'busy', detail: null } });
    show(aState());
    press();
    fireEvent.input(screen.getByRole('textbox'), { target: { value: 'again' } });
    fireEvent.click(panel().getByRole('button', { name: 'Back up now' }));
    actions.backUpNow.mockResolvedValue(accepted);
    fireEvent.click(await panel().findByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(screen.queryByRole('group', { name: /Back up app-01/ })).toBeNull());
    expect(actions.backUpNow.mock.calls.map(([, sent]) => sent)).toEqual(['again', 'again']);
  });

  test('without an answer no armed form stays once the journal tells of the request', async () => {
    const answer = heldRequest();
    const next = showing(aState());
    press();
    fireEvent.click(panel().getByRole('button', { name: 'Back up now' }));
    answer({ ok: false, trouble: { kind: 'internal', where: 'runtime.sendMessage' } });
    await panel().findByRole('alert');
    next(aState({ operations: [anOperation({ state: 'unknown', answered: false } as never)] }));
    await waitFor(() => expect(screen.queryByRole('group', { name: /Back up app-01/ })).toBeNull());
  });

  test('a backup by hand that is withheld says why before it is pressed', () => {
    show(aState({ statuses: [aStatus({ writes: 'refused' })] }));
    const button = screen.getByRole('button', { name: 'Back up app-01 now' });
    expect(button.getAttribute('title')).toMatch(/key of account “work” may only read/);
  });

  const ended = { endedAt: NOW - 30_000, toldAt: NOW };

  test.each([
    ['forbidden', { kind: 'forbidden', detail: null }, 'backup not started (just now)'],
    ['operationFailed', { kind: 'operationFailed', detail: null }, 'backup failed just now'],
  ] as const)('what was turned down did not fail: %s', (_, trouble, words) => {
    show(aState({ operations: [{ ...anOperation(), ...ended, state: 'failed', trouble }] }));
    expect(rowNamed('app-01').textContent).toContain(words);
  });

  test('a backup that was just made is told in the row, for a while', () => {
    const made = (endedAt: number) =>
      aState({ operations: [{ ...anOperation(), ...ended, endedAt, state: 'succeeded', newBackups: [] }] });
    const next = showing(made(NOW - 30_000));
    expect(rowNamed('app-01').textContent).toContain('backed up just now');
    next(made(NOW - 20 * MINUTE_MS));
    expect(rowNamed('app-01').textContent).not.toContain('backed up');
  });

  test('an empty note is none, and two presses are one backup', async () => {
    let answer: (result: typeof accepted) => void = () => {};
    actions.backUpNow.mockReturnValue(new Promise((resolve) => (answer = resolve)));
    show(aState());
    press();
    const button = panel().getByRole('button', { name: 'Back up now' });
    fireEvent.click(button);
    await panel().findByRole('button', { name: 'Asking HostUp…' });
    fireEvent.click(button);
    answer(accepted);
    await waitFor(() => expect(screen.queryByRole('group', { name: /Back up app-01/ })).toBeNull());
    expect(actions.backUpNow.mock.calls.map(([, sent]) => sent)).toEqual([null]);
  });

  test('a failed answer stands in the row, in words', async () => {
    actions.backUpNow.mockResolvedValue({ ok: false, trouble: { kind: 'busy', detail: 'locked by task 7' } });
    show(aState());
    press();
    fireEvent.click(panel().getByRole('button', { name: 'Back up now' }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toMatch(/HostUp is busy with app-01 \(work\).*locked by task 7/);
  });

  test('Escape closes it and returns to the button', async () => {
    show(aState());
    press();
    fireEvent.keyDown(screen.getByRole('textbox', { name: 'Note (optional)' }), { key: 'Escape' });
    await waitFor(() => expect(screen.queryByRole('group', { name: /Back up app-01/ })).toBeNull());
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Back up app-01 now' }));
    expect(actions.backUpNow).not.toHaveBeenCalled();
  });

  const full = { kind: 'limited', used: 7, limit: 7, remaining: 0 } as const;

  test.each([true, false, null])(
    'one that is not free is asked for on its page (deletes the oldest: %s)',
    (rule) => {
      const reading = aReading({ quota: full, settings: someSettings({ autoDeleteOldest: rule }) });
      show(aState({ servers: [aStored({ reading })] }));
      fireEvent.click(screen.getByRole('button', { name: 'Back up app-01 now…' }));
      expect(actions.confirm.mock.calls).toEqual([[{ kind: 'backup', key: 'hostup/s1' }]]);
      expect(screen.queryByRole('group', { name: /Back up app-01/ })).toBeNull();
      expect(actions.backUpNow).not.toHaveBeenCalled();
    },
  );

  test('one that is no longer free by the time it is pressed leads to that page too', () => {
    const next = showing(aState());
    press();
    next(aState({ servers: [aStored({ reading: aReading({ quota: full }) })] }));
    const panel = within(document.querySelector('.create-panel') as HTMLElement);
    expect(panel.queryByRole('button', { name: 'Back up now' })).toBeNull();
    fireEvent.click(panel.getByRole('button', { name: 'Back up now…' }));
    expect(actions.confirm.mock.calls).toEqual([[{ kind: 'backup', key: 'hostup/s1' }]]);
    expect(actions.backUpNow).not.toHaveBeenCalled();
  });

  test('a closed gate gives the provider’s reason and no button', () => {
    const createGate = { allowed: false, reason: 'A pending order blocks this service.', code: null };
    show(aState({ servers: [aStored({ reading: aReading({ createGate }) })] }));
    press();
    expect(panel().getByText(/A pending order blocks this service\./)).toBeTruthy();
    expect(panel().queryByRole('button', { name: 'Back up now' })).toBeNull();
  });

  test('a key that may only read leads to the settings', () => {
    show(aState({ statuses: [aStatus({ writes: 'refused' })] }));
    press();
    expect(panel().getByText(/key of account “work” may only read/)).toBeTruthy();
    fireEvent.click(panel().getByRole('button', { name: 'Open settings' }));
    expect(actions.openOptions).toHaveBeenCalledOnce();
  });

  test('an account that cannot be used says what to do', () => {
    show(aState({ statuses: [aStatus({ trouble: { kind: 'wrongKey' } })] }));
    press();
    expect(panel().getByText(/refuses the key of work/)).toBeTruthy();
  });

  test('where the API has no call for it, a link leads to the panel', () => {
    show(aState({ statuses: [aStatus({ capabilities: [] })] }));
    expect(screen.queryByRole('button', { name: 'Back up app-01 now' })).toBeNull();
    const link = screen.getByRole('link', { name: /API cannot make backups; open its panel for app-01/ });
    expect(link.getAttribute('href')).toBe('https://cloud.hostup.se/');
  });

  test('shows a percentage only where one is stated', () => {
    const { unmount } = show(aState({ operations: [anOperation()] }));
    expect(rowNamed('app-01').textContent).toContain('Backing up, 46 %');
    expect(
      screen.getByRole('button', { name: 'app-01 is being backed up' }).getAttribute('aria-disabled'),
    ).toBe('true');
    unmount();
    show(aState({ operations: [anOperation({ percent: null } as never)] }));
    expect(rowNamed('app-01').textContent).toContain('Backing up');
    expect(rowNamed('app-01').textContent).not.toContain('%');
  });
});

describe('warnings', () => {
  const full = { kind: 'limited', used: 7, limit: 7, remaining: 0 } as const;

  /** A full quota where nothing can be deleted from here: what leads to the server's backups. */
  const fullForGood = () =>
    aState({
      statuses: [aStatus({ capabilities: ['create'] })],
      servers: [aStored({ reading: aReading({ quota: full }) })],
    });

  test('a full quota leads to the page that makes room, and starts nothing', () => {
    show(aState({ servers: [aStored({ reading: aReading({ quota: full }) })] }));
    fireEvent.click(screen.getByRole('button', { name: 'Make room… on app-01' }));
    expect(actions.confirm.mock.calls).toEqual([[{ kind: 'makeRoom', key: 'hostup/s1' }]]);
  });

  test('a full quota where nothing can be deleted leads to the server’s backups', () => {
    show(fullForGood());
    expect(cards()).toEqual(['app-01: 7 of 7 slots used']);
    fireEvent.click(screen.getByRole('button', { name: 'Show backups of app-01' }));
    expect(rowNamed('app-01').getAttribute('aria-expanded')).toBe('true');
  });

  test('"Show backups" is asked once: other views and the keyboard are then left alone', () => {
    show(fullForGood());
    fireEvent.click(screen.getByRole('button', { name: 'Show backups of app-01' }));
    fireEvent.click(screen.getByRole('radio', { name: 'All backups' }));
    const servers = screen.getByRole('radio', { name: 'Servers' });
    servers.focus();
    fireEvent.click(servers);
    expect(rowNamed('app-01').getAttribute('aria-expanded')).toBe('false');
    expect(document.activeElement).toBe(servers);
  });

  test('a server that was shown and comes back later stays folded', () => {
    const state = fullForGood();
    const next = showing(state);
    fireEvent.click(screen.getByRole('button', { name: 'Show backups of app-01' }));
    next(aState({ servers: [] }));
    next(state);
    expect(rowNamed('app-01').getAttribute('aria-expanded')).toBe('false');
  });

  test('a server far down stays drawn after it was shown', () => {
    const servers = Array.from({ length: 150 }, (_, index) =>
      aStored({ server: aServer({ id: `s${index}`, name: `node-${String(index).padStart(3, '0')}` }) }),
    );
    show(aState({ servers }), { kind: 'server', key: 'hostup/s149' });
    expect(rowNamed('node-149').getAttribute('aria-expanded')).toBe('true');
  });

  test('a quota that is nearly full is no warning; many full ones are one, which unfolds them', () => {
    const servers = (count: number, remaining: number) =>
      Array.from({ length: count }, (_, index) =>
        aStored({
          server: aServer({ id: `s${index}`, name: `node-${index}` }),
          reading: aReading({ quota: { kind: 'limited', used: 7 - remaining, limit: 7, remaining } }),
        }),
      );
    const next = showing(aState({ servers: servers(1, 1) }));
    expect(cards()).toEqual([]);
    next(aState({ servers: servers(14, 0) }));
    expect(cards()).toEqual(['14 servers have no free slot']);
    fireEvent.click(screen.getByRole('button', { name: 'Show them' }));
    fireEvent.click(screen.getByRole('button', { name: 'Show backups of node-13' }));
    expect(rowNamed('node-13').getAttribute('aria-expanded')).toBe('true');
  });

  test.each([
    [2, 'No provider could be reached'],
    [3, '2 accounts could not be reached'],
  ])('accounts that cannot be reached share one card (of %d)', (count, words) => {
    const ids = ['a1', 'a2', 'a3'].slice(0, count);
    show(
      aState({
        accounts: ids.map((id) => anAccount({ id, label: `acc-${id}` })),
        statuses: ids.map((accountId, index) =>
          aStatus({ accountId, trouble: index < 2 ? { kind: 'unreachable' } : null }),
        ),
      }),
    );
    expect(cards()).toEqual([words]);
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(actions.refresh.mock.calls).toEqual([[null]]);
  });

  test('an account in trouble says what to do and how old its data is; more than two fold', () => {
    const ids = ['a1', 'a2', 'a3'];
    show(
      aState({
        accounts: ids.map((id) => anAccount({ id, label: `acc-${id}` })),
        statuses: ids.map((accountId) =>
          aStatus({ accountId, trouble: { kind: 'wrongKey' }, checkedAt: NOW - 3 * HOUR_MS }),
        ),
      }),
    );
    expect(cards()).toEqual(['acc-a1: HostUp refuses the key', 'acc-a2: HostUp refuses the key']);
    expect(visible()).toMatch(/Enter a working key in the settings\. It was last read \w+ \d\d:00\./);
    fireEvent.click(screen.getByRole('button', { name: '2 more warnings and hints' }));
    expect(cards()).toContain('acc-a3: HostUp refuses the key');
    fireEvent.click(screen.getAllByRole('button', { name: 'Open settings' })[0] as HTMLElement);
    expect(actions.openOptions).toHaveBeenCalledOnce();
  });

  test('a passing trouble offers to try that account again', () => {
    show(aState({ statuses: [aStatus({ trouble: { kind: 'unreachable' } })] }));
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(actions.refresh.mock.calls).toEqual([['a1']]);
  });
});

describe('finding', () => {
  const state = aState({
    servers: [
      aStored({ server: aServer({ addresses: ['203.0.113.9'] }) }),
      aStored({
        server: aServer({ id: 's2', name: 'mail-02' }),
        reading: aReading({ backups: [aBackup({ id: 'b2', serverId: 's2', note: 'Before the MX move' })] }),
      }),
    ],
  });
  const type = (value: string) =>
    fireEvent.input(screen.getByRole('searchbox', { name: /^Filter/ }), { target: { value } });
  const names = () => [...document.querySelectorAll('.server-name')].map((name) => name.textContent);

  test.each([
    ['MAIL', ['mail-02']],
    ['203.0.113', ['app-01']],
    ['mx before', ['mail-02']],
    ['work', ['app-01', 'mail-02']],
  ])('“%s”', (query, found) => {
    show(state);
    type(query);
    expect(names().sort()).toEqual(found);
  });

  test('nothing found offers the way back', () => {
    show(state);
    type('zebra');
    expect(visible()).toContain('Lastgood knows no server that matches “zebra”.');
    fireEvent.click(screen.getByRole('button', { name: 'Clear the filter' }));
    expect(names()).toHaveLength(2);
  });

  test('all backups in one list, newest first', () => {
    show(
      aState({
        servers: [
          aStored({ reading: aReading({ backups: [aBackup({ id: 'b1', createdAt: NOW - 5 * HOUR_MS })] }) }),
          aStored({
            server: aServer({ id: 's2', name: 'mail-02' }),
            reading: aReading({
              backups: [
                aBackup({ id: 'b3', serverId: 's2', createdAt: NOW - 9 * HOUR_MS }),
                aBackup({ id: 'b2', serverId: 's2', createdAt: NOW - 2 * HOUR_MS }),
              ],
            }),
          }),
        ],
      }),
    );
    fireEvent.click(screen.getByRole('radio', { name: 'All backups' }));
    expect([...document.querySelectorAll('.line-age')].map((age) => age.textContent)).toEqual([
      '2 h',
      '5 h',
      '9 h',
    ]);
    expect(names()).toEqual(['mail-02', 'app-01', 'mail-02']);
  });

  test('a long list draws its first rows and grows', () => {
    const servers = Array.from({ length: 150 }, (_, index) =>
      aStored({ server: aServer({ id: `s${index}`, name: `node-${String(index).padStart(3, '0')}` }) }),
    );
    show(aState({ servers }));
    expect(names()).toHaveLength(60);
    fireEvent.click(screen.getByRole('button', { name: 'Show 60 more' }));
    expect(names()).toHaveLength(120);
  });

  test('a focus on what makes the list grow goes on to what was drawn, also as that goes away', () => {
    const servers = Array.from({ length: 90 }, (_, index) =>
      aStored({ server: aServer({ id: `s${index}`, name: `node-${String(index).padStart(3, '0')}` }) }),
    );
    show(aState({ servers }));
    const more = screen.getByRole('button', { name: 'Show 30 more' });
    more.focus();
    fireEvent.click(more);
    expect(more.isConnected).toBe(false);
    expect(document.activeElement?.closest('.server')?.textContent).toContain('node-060');
  });

  test('nor is it lost where no row of the list takes one', () => {
    const backups = Array.from({ length: 70 }, (_, at) =>
      aBackup({ id: `b${at}`, createdAt: NOW - at * HOUR_MS }),
    );
    show(aState({ servers: [aStored({ reading: aReading({ backups }) })] }));
    fireEvent.click(screen.getByRole('radio', { name: 'All backups' }));
    const more = screen.getByRole('button', { name: 'Show 10 more' });
    more.focus();
    fireEvent.click(more);
    expect(document.activeElement).toBe(document.querySelectorAll('.lines > li')[60]);
  });
});

describe('with little to show', () => {
  test('no account leads to the settings', () => {
    show(aState({ accounts: [], statuses: [], servers: [] }));
    fireEvent.click(screen.getByRole('button', { name: 'Add an account' }));
    expect(actions.openOptions).toHaveBeenCalledOnce();
  });

  test('accounts without servers are not a fleet of zero', () => {
    show(aState({ servers: [] }));
    expect(visible()).toContain('The providers list no server in your accounts.');
    expect(visible()).not.toContain('0 of 0');
  });

  test('a check that left an account unread does not say that all is checked', async () => {
    show(aState({ statuses: [aStatus({ trouble: { kind: 'timedOut' } })] }));
    fireEvent.click(screen.getByRole('button', { name: 'Check now' }));
    await waitFor(() =>
      expect(screen.getByRole('status').textContent).toBe('Checked; 1 account could not be read.'),
    );
  });

  test('the refresh button asks once and says when it is done', async () => {
    let end: (result: { ok: true; value: null }) => void = () => {};
    actions.refresh.mockReturnValue(
      new Promise((resolve) => {
        end = resolve;
      }),
    );
    show(aState());
    fireEvent.click(screen.getByRole('button', { name: 'Check now' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Checking…' }));
    end({ ok: true, value: null });
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe('Checked.'));
    expect(actions.refresh.mock.calls).toEqual([[null]]);
  });
});
