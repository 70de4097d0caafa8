import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { defaultSettings, type Settings } from '../../lib/model/settings';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../lib/model/time';
import { setLanguages } from '../../lib/text/i18n';
import { aServer, aState, aStored } from '../unit/builders';
import { actions, resetActions, show } from './options-page';

beforeAll(() => setLanguages(['en-GB']));
beforeEach(resetActions);
afterEach(cleanup);

const withSettings = (over: Partial<Settings>) => aState({ settings: { ...defaultSettings, ...over } });
const goal = () => screen.getByLabelText<HTMLInputElement>('Goal');
const goalUnit = () => screen.getByLabelText<HTMLSelectElement>('Unit of: Goal');
/** Types and leaves the field, which is when a browser tells of a change. */
const settle = (field: HTMLElement, value: string) => {
  fireEvent.input(field, { target: { value } });
  fireEvent.change(field, { target: { value } });
};
const changes = () => actions.changeSettings.mock.calls.map(([change]) => change);

test.each([
  [24 * HOUR_MS, '24', 'hours'],
  [47 * HOUR_MS, '47', 'hours'],
  [48 * HOUR_MS, '2', 'days'],
  [8 * DAY_MS, '8', 'days'],
  [90 * MINUTE_MS, '1.5', 'hours'],
])('%i ms stand as %s %s', (goalMs, text, unit) => {
  show(withSettings({ goalMs }));
  expect([goal().value, goalUnit().value]).toEqual([text, unit]);
});

test.each<[string, HTMLElement | (() => HTMLElement), string, Partial<Settings>]>([
  ['hours', goal, '12', { goalMs: 12 * HOUR_MS }],
  ['a fraction with a comma', goal, ' 1,5 ', { goalMs: 90 * MINUTE_MS }],
  ['the least goal', goal, '1', { goalMs: HOUR_MS }],
  ['no grace', () => screen.getByLabelText('Grace'), '0', { graceMs: 0 }],
  ['a share', () => screen.getByLabelText('Nearly full from'), '90', { nearPercent: 90 }],
  ['an expiry', () => screen.getByLabelText('Expiring within'), '5', { expiringWithinMs: 5 * DAY_MS }],
  [
    'an interval',
    () => screen.getByLabelText('How often to check'),
    String(HOUR_MS),
    { refreshEveryMs: HOUR_MS },
  ],
])('%s: saved at once', async (_name, field, value, change) => {
  show(aState());
  settle(typeof field === 'function' ? field() : field, value);
  expect(changes()).toEqual([change]);
  expect((await screen.findByText('Saved')).getAttribute('role')).toBe('status');
});

test.each<[string, () => HTMLElement, string, string]>([
  ['nothing', goal, '', 'Type a number, such as 24.'],
  ['a word', goal, 'a day', 'Type a number, such as 24.'],
  ['a negative number', goal, '-1', 'Type a number, such as 24.'],
  ['too short a goal', goal, '0.99', 'Not saved: at least 1 hour.'],
  ['too long a goal', goal, '8785', 'Not saved: at most 366 days.'],
  ['too long a grace', () => screen.getByLabelText('Grace'), '169', 'Not saved: at most 7 days.'],
  [
    'a share of none',
    () => screen.getByLabelText('Nearly full from'),
    '0',
    'Not saved: a whole number from 1 to 100.',
  ],
  [
    'a share over all',
    () => screen.getByLabelText('Nearly full from'),
    '101',
    'Not saved: a whole number from 1 to 100.',
  ],
  [
    'half a percent',
    () => screen.getByLabelText('Nearly full from'),
    '79.5',
    'Not saved: a whole number from 1 to 100.',
  ],
])('%s: said at the field and not saved', (_name, field, value, sentence) => {
  show(aState());
  settle(field(), value);
  expect(changes()).toEqual([]);
  const problem = screen.getByRole('alert');
  expect(problem.textContent).toBe(sentence);
  expect(field().getAttribute('aria-invalid')).toBe('true');
  expect(field().getAttribute('aria-describedby')?.split(' ')).toContain(problem.id);
  fireEvent.input(field(), { target: { value: '2' } });
  expect(screen.queryByRole('alert')).toBeNull();
});

test('a unit is taken over at once, and what was typed stays as it was typed', async () => {
  const rerender = show(aState());
  settle(goal(), '8');
  rerender(withSettings({ goalMs: 8 * HOUR_MS }));
  settle(goalUnit(), 'days');
  expect(changes()).toEqual([{ goalMs: 8 * HOUR_MS }, { goalMs: 8 * DAY_MS }]);
  rerender(withSettings({ goalMs: 8 * DAY_MS }));
  settle(goalUnit(), 'hours');
  settle(goal(), '48');
  rerender(withSettings({ goalMs: 48 * HOUR_MS }));
  expect([goal().value, goalUnit().value]).toEqual(['48', 'hours']);
});

test('what was set elsewhere takes the place of what stands in a field', () => {
  const rerender = show(aState());
  settle(goal(), 'a day');
  rerender(withSettings({ goalMs: 3 * DAY_MS }));
  expect([goal().value, goalUnit().value]).toEqual(['3', 'days']);
  expect(screen.queryByRole('alert')).toBeNull();
});

test.each([
  [{ kind: 'noBackground' } as const, /not known whether this was saved/],
  [
    { kind: 'internal', where: 'message changeSettings' } as const,
    /could not save this \(message changeSettings\)/,
  ],
])('a change that %o met: said, and the field shows what holds', async (trouble, sentence) => {
  actions.changeSettings.mockResolvedValue({ ok: false, trouble });
  show(aState());
  settle(goal(), '12');
  expect((await screen.findByRole('alert')).textContent).toMatch(sentence);
  expect(goal().value).toBe('24');
  expect(screen.queryByText('Saved')).toBeNull();
});

test('“Saved” goes by itself', async () => {
  vi.useFakeTimers();
  try {
    show(aState());
    settle(goal(), '12');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(screen.queryByText('Saved')).not.toBeNull();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(screen.queryByText('Saved')).toBeNull();
  } finally {
    vi.useRealTimers();
  }
});

test('an interval that an import set can stay', () => {
  show(withSettings({ refreshEveryMs: 7 * MINUTE_MS }));
  const list = screen.getByLabelText<HTMLSelectElement>('How often to check');
  expect(list.value).toBe(String(7 * MINUTE_MS));
  expect([...list.options].map(({ text }) => text).slice(0, 3)).toEqual([
    'every 5 minutes',
    'every 7 minutes',
    'every 15 minutes',
  ]);
});

test('the defaults come back in one go, for this section alone', async () => {
  const rerender = show(aState());
  expect(screen.queryByRole('button', { name: 'Reset to defaults' })).toBeNull();
  rerender(withSettings({ nearPercent: 90, accountGoalsMs: { a1: DAY_MS }, notify: false }));
  fireEvent.click(screen.getByRole('button', { name: 'Reset to defaults' }));
  const { goalMs, graceMs, refreshEveryMs, nearPercent, expiringWithinMs } = defaultSettings;
  expect(changes()).toEqual([{ goalMs, graceMs, refreshEveryMs, nearPercent, expiringWithinMs }]);
  expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Goals and checks' }));
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Reset to defaults' })).toBeNull());
});

describe('the goals that servers have of their own', () => {
  const serverGoalsMs = { 'hostup/s1': 12 * HOUR_MS, 'hostup/gone-1': 3 * DAY_MS };

  test('are not spoken of where there are none', () => {
    show(aState());
    expect(screen.queryByText('Servers with a goal of their own')).toBeNull();
  });

  test('are listed and taken back one by one', async () => {
    show(withSettings({ serverGoalsMs }));
    const list = within(
      screen.getByText('Servers with a goal of their own').closest('.server-goals') as HTMLElement,
    );
    expect(list.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'app-01 work12 hoursRemove',
      'hostup/gone-1 3 daysRemove',
    ]);
    fireEvent.click(list.getByRole('button', { name: 'Remove the goal of app-01' }));
    expect(changes()).toEqual([{ serverGoalsMs: { 'hostup/gone-1': 3 * DAY_MS } }]);
    expect(await screen.findByText('app-01: its own goal was removed.')).toBeTruthy();
    expect(document.activeElement).toBe(
      screen.getByRole('heading', { name: 'Servers with a goal of their own' }),
    );
    fireEvent.click(list.getByRole('button', { name: 'Remove the goal of hostup/gone-1' }));
    expect(changes()[1]).toEqual({ serverGoalsMs: {} });
  });
});

describe('an account', () => {
  test('takes a goal of its own that raises no alarm, then another, then the fleet’s again', async () => {
    const automatic = { kind: 'stated', frequency: 'weekly', keptWeeks: 3 } as const;
    const withGoals = (accountGoalsMs: Settings['accountGoalsMs']) =>
      aState({
        servers: [aStored({ server: aServer({ automatic }) })],
        settings: { ...defaultSettings, accountGoalsMs },
      });
    const rerender = show(withGoals({ a9: HOUR_MS }));
    const choice = () => screen.getByRole<HTMLSelectElement>('combobox', { name: 'Goal of work' });
    expect(choice().selectedOptions[0]?.text).toBe('As the fleet (8 days)');
    settle(choice(), 'own');
    expect(changes()).toEqual([{ accountGoalsMs: { a1: 8 * DAY_MS, a9: HOUR_MS } }]);
    rerender(withGoals({ a1: 8 * DAY_MS, a9: HOUR_MS }));
    const length = screen.getByRole<HTMLInputElement>('textbox', {
      name: 'Last good backup at most, work',
    });
    expect(length.value).toBe('8');
    settle(length, '9');
    expect(changes()[1]).toEqual({ accountGoalsMs: { a1: 9 * DAY_MS, a9: HOUR_MS } });
    settle(choice(), 'fleet');
    expect(changes()[2]).toEqual({ accountGoalsMs: { a9: HOUR_MS } });
    await waitFor(() =>
      expect(screen.queryByRole('textbox', { name: 'Last good backup at most, work' })).toBeNull(),
    );
  });

  test('says which goals hold as the fleet’s: the rhythm of a server may set a longer one', () => {
    const automatic = { kind: 'stated', frequency: 'weekly', keptWeeks: 3 } as const;
    const weekly = aStored({ server: aServer({ id: 's2', automatic }) });
    const offered = () =>
      [...screen.getByRole<HTMLSelectElement>('combobox', { name: 'Goal of work' }).options][0]?.text;
    const rerender = show(aState({ servers: [] }));
    expect(offered()).toBe('As the fleet (24 hours)');
    rerender(aState({ servers: [aStored(), weekly] }));
    expect(offered()).toBe('As the fleet (24 hours to 8 days)');
  });

  test('is kept quiet and spoken of again', async () => {
    show(withSettings({ mutedAccounts: ['a9'] }));
    const tell = screen.getByRole<HTMLInputElement>('switch', { name: 'Tell me about this account, work' });
    expect(tell.checked).toBe(true);
    fireEvent.click(tell);
    expect(changes()).toEqual([{ mutedAccounts: ['a9', 'a1'] }]);
    await waitFor(() => expect(tell.checked).toBe(false));
    fireEvent.click(tell);
    expect(changes()[1]).toEqual({ mutedAccounts: ['a9'] });
  });
});
