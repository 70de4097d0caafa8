import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemOf } from '../../components/options/system';
import { topics } from '../../lib/model/finding';
import { defaultSettings, type Settings } from '../../lib/model/settings';
import { setLanguages } from '../../lib/text/i18n';
import { aState } from '../unit/builders';
import { actions, resetActions, show } from './options-page';

beforeAll(() => setLanguages(['en-GB']));
beforeEach(resetActions);
afterEach(cleanup);

const withSettings = (over: Partial<Settings>) => aState({ settings: { ...defaultSettings, ...over } });
const changes = () => actions.changeSettings.mock.calls.map(([change]) => change);
const theSwitch = (name: string) => screen.getByRole<HTMLInputElement>('switch', { name });

test('every topic has a switch with a line that explains it; three are off by default', () => {
  show(aState());
  const group = screen.getByRole('group', { name: 'Tell me about' });
  const switches = [...group.querySelectorAll<HTMLInputElement>('input[role=switch]')];
  expect(switches).toHaveLength(topics.length);
  expect(switches.filter(({ checked }) => !checked).map((input) => input.labels?.[0]?.textContent)).toEqual([
    'Nearly full slots',
    'Servers without a schedule',
    'Servers that are gone',
  ]);
  for (const input of switches) {
    const line = document.getElementById(input.getAttribute('aria-describedby') ?? '');
    expect(line?.textContent, input.labels?.[0]?.textContent ?? '').toMatch(/.{20,}\.$/);
  }
});

test('two quick switches: the second builds on the first', async () => {
  show(aState());
  fireEvent.click(theSwitch('Nearly full slots'));
  await waitFor(() => expect(theSwitch('Nearly full slots').checked).toBe(true));
  fireEvent.click(theSwitch('Expiring backups'));
  expect(changes()).toEqual([
    { mutedTopics: ['noSchedule', 'gone'] },
    { mutedTopics: ['noSchedule', 'gone', 'expiring'] },
  ]);
});

test('a switch whose change is not stored goes back, and says so', async () => {
  actions.changeSettings.mockResolvedValue({ ok: false, trouble: { kind: 'noBackground' } });
  show(aState());
  fireEvent.click(theSwitch('Show notifications'));
  expect(changes()).toEqual([{ notify: false }]);
  expect((await screen.findByRole('alert')).textContent).toMatch(/not known whether this was saved/);
  expect(theSwitch('Show notifications').checked).toBe(true);
});

test('what was changed elsewhere is shown, once what was asked here is stored', async () => {
  const rerender = show(aState());
  fireEvent.click(theSwitch('Show notifications'));
  await screen.findByText('Saved');
  expect(theSwitch('Show notifications').checked).toBe(false);
  rerender(withSettings({ notify: false }));
  rerender(withSettings({ notify: true }));
  await waitFor(() => expect(theSwitch('Show notifications').checked).toBe(true));
});

describe('quiet hours', () => {
  const quietHours = { fromMinute: 23 * 60 + 30, toMinute: 6 * 60, errorsPass: false };
  const time = (label: string) => screen.getByLabelText<HTMLInputElement>(label);
  const settle = (label: string, value: string) => {
    fireEvent.input(time(label), { target: { value } });
    fireEvent.change(time(label), { target: { value } });
  };

  test('are off, and begin as a night that errors may pass', () => {
    show(aState());
    expect(screen.queryByLabelText('From')).toBeNull();
    fireEvent.click(theSwitch('Quiet hours'));
    expect(changes()).toEqual([{ quietHours: { fromMinute: 1320, toMinute: 420, errorsPass: true } }]);
  });

  test('are changed one by one', () => {
    show(withSettings({ quietHours }));
    expect([time('From').value, time('To').value]).toEqual(['23:30', '06:00']);
    settle('From', '00:15');
    settle('To', '07:45');
    fireEvent.click(theSwitch('Let errors through'));
    expect(changes()).toEqual([
      { quietHours: { ...quietHours, fromMinute: 15 } },
      { quietHours: { ...quietHours, fromMinute: 15, toMinute: 465 } },
      { quietHours: { fromMinute: 15, toMinute: 465, errorsPass: true } },
    ]);
  });

  test.each([
    ['', 'Not saved: type a time, such as 22:00.'],
    ['06:00', 'Not saved: the beginning and the end must differ.'],
  ])('a beginning at “%s” is said at the field and not saved', (value, sentence) => {
    show(withSettings({ quietHours }));
    settle('From', value);
    expect(screen.getByRole('alert').textContent).toBe(sentence);
    expect(time('From').getAttribute('aria-invalid')).toBe('true');
    expect(changes()).toEqual([]);
  });

  test('switched off and on again are what they were', async () => {
    show(withSettings({ quietHours }));
    fireEvent.click(theSwitch('Quiet hours'));
    await waitFor(() => expect(screen.queryByLabelText('From')).toBeNull());
    fireEvent.click(theSwitch('Quiet hours'));
    expect(changes()).toEqual([{ quietHours: null }, { quietHours }]);
  });
});

describe('the test notification', () => {
  const send = () => fireEvent.click(screen.getByRole('button', { name: 'Send a test notification' }));

  test('was seen', async () => {
    show(aState());
    send();
    fireEvent.click(await screen.findByRole('button', { name: 'Yes' }));
    const says = screen.getByText('Then notifications work here.');
    expect(says.closest('[role=status]')).not.toBeNull();
    await waitFor(() => expect(document.activeElement).toBe(says.closest('[role=status]')));
    expect(screen.queryByRole('button', { name: 'No' })).toBeNull();
  });

  test.each([
    ['windows', 'firefox', /^Windows: .*Firefox in the list of apps/, /^Firefox: .*Pause notifications/],
    ['macos', 'chromium', /^macOS: .*this browser/, /^Chrome and its relatives/],
    ['other', 'firefox', /^Linux and other systems: .*Firefox/, /^Firefox: /],
  ] as const)('was not seen on %s in %s: the switches are named', async (system, browser, its, own) => {
    show(aState(), { surroundings: { system, browser } });
    send();
    fireEvent.click(await screen.findByRole('button', { name: 'No' }));
    const [first, second, ...rest] =
      screen.getByText(/These switches decide/).parentElement?.querySelectorAll('li') ?? [];
    expect(first?.textContent).toMatch(its);
    expect(first?.textContent).toMatch(/Do not disturb/i);
    expect(second?.textContent).toMatch(own);
    expect(rest).toEqual([]);
  });

  test('was refused by the browser, in its own words', async () => {
    actions.testNotification.mockResolvedValue({ ok: true, value: { kind: 'refused', why: 'denied' } });
    show(aState());
    send();
    expect(await screen.findByText('The browser refused: denied')).toBeTruthy();
    expect(screen.getByText(/These switches decide/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Yes' })).toBeNull();
  });

  test('was never answered', async () => {
    actions.testNotification.mockResolvedValue({ ok: false, trouble: { kind: 'noBackground' } });
    show(aState());
    send();
    expect(await screen.findByText(/could not send it/)).toBeTruthy();
  });

  test('is sent once, however often it is pressed', () => {
    actions.testNotification.mockReturnValue(new Promise(() => {}));
    show(aState());
    send();
    send();
    expect(actions.testNotification).toHaveBeenCalledTimes(1);
  });
});

test.each([
  ['Windows', 'windows'],
  ['Win32', 'windows'],
  ['macOS', 'macos'],
  ['MacIntel', 'macos'],
  ['Linux x86_64', 'other'],
  ['Chrome OS', 'other'],
  ['Darwin', 'other'],
  ['', 'other'],
])('the platform “%s” is %s', (platform, system) => {
  expect(systemOf(platform)).toBe(system);
});
