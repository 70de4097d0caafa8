// @vitest-environment happy-dom
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../../lib/model/time';
import type { Feature } from '../../../lib/panel/feature';
import { startPanel } from '../../../lib/panel/start';
import {
  aPanelServer,
  aPort,
  aView,
  buttonOf,
  clickByHand,
  drawn,
  furnishWindow,
  hosts,
  insideOf,
  mail,
  showPage,
  type TestPort,
  texts,
  words,
} from './page';

const app = aPanelServer();
const own = `/vps/${app.id}`;
const table = (...names: readonly string[]) =>
  `<table>${names.map((name) => `<tr><td>${name}</td><td>Running</td></tr>`).join('')}</table>`;

let stop = () => {};
function start(port: TestPort, featuresOf?: () => readonly Feature[]): TestPort {
  stop = startPanel(port, featuresOf);
  return port;
}

beforeAll(furnishWindow);
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => {
  stop();
  expect(hosts(), 'stopping takes every mark away').toEqual([]);
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const settled = (what: () => void) => vi.waitFor(what, { timeout: 3000, interval: 10 });
const pass = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('badges', () => {
  test('an age in a list, the sentence in a heading, the state as a word, the exact time', async () => {
    showPage('/', table('app-01', 'mail-02'));
    start(aPort(aView(app, mail)));
    await settled(() => expect(texts()).toEqual(Array(2).fill('33 h | Back up now')));
    expect(drawn()[0]?.spoken).toBe('Last good backup 33 h ago, overdue');
    expect(insideOf(hosts()[0]).querySelector<HTMLElement>('.pill')?.title).toMatch(
      /^Last good backup: .*, manual$/,
    );

    showPage(own, '<h1>app-01</h1>');
    await settled(() => expect(texts()).toEqual(['Last good backup 33 h ago | Back up now']));
  });

  test('the page learns nothing: hosts have no attribute and no text', async () => {
    showPage('/', table('app-01'));
    start(aPort(aView(app, mail)));
    await settled(() => expect(hosts()).toHaveLength(1));
    const [host] = hosts();
    expect(host?.outerHTML).toBe('<span></span>');
    expect(host?.shadowRoot).toBeNull();
    expect(document.documentElement.outerHTML).not.toMatch(/33 h|mail-02|Back up|lastgood/i);
  });

  test('there is no backup, it is not known, nobody vouches for it any more', async () => {
    const soon = Date.now() + 500;
    const stale = aPanelServer({ id: 'vps_stale1', name: 'stale-1', hostname: null, addresses: [] });
    const backup = { ...app.backup, vouchedUntil: soon };
    showPage('/', table('app-01', 'mail-02', 'stale-1'));
    const never = { kind: 'never' as const, vouchedUntil: soon + HOUR_MS };
    const view = aView(
      { ...app, backup: never },
      { ...mail, backup: { kind: 'unknown' } },
      { ...stale, backup: backup as typeof stale.backup },
    );
    const port = start(aPort(view));
    await settled(() =>
      expect(texts().map((text) => text.split(' | ')[0])).toEqual(['never', 'not known', '33 h']),
    );
    expect(drawn().map(({ spoken }) => spoken)).toEqual([
      'No backup yet, exposed',
      'Last good backup not known',
      'Last good backup 33 h ago, overdue',
    ]);
    await pass(600);
    port.tellOfChange();
    await settled(() => expect(texts()[2]).toMatch(/^not known/));
  });

  test('it follows the operation and new data without a reload', async () => {
    showPage('/', table('app-01'));
    const port = start(aPort(aView({ ...app, operation: { state: 'running', percent: 46.7 } })));
    await settled(() => expect(texts()).toEqual(['Backing up 46 %']));
    expect(drawn()[0]?.spoken).toBe('Backing up 46 %. Last good backup 33 h ago, overdue');
    const [host] = hosts();
    const tell = async (view: TestPort['view'], expected: string) => {
      port.view = view;
      port.tellOfChange();
      await settled(() => expect(texts()).toEqual([expected]));
    };
    await tell(aView({ ...app, operation: { state: 'running', percent: null } }), 'Backing up');
    await tell(
      aView({ ...app, operation: { state: 'failed', endedAt: Date.now() } }),
      'Backup failed | Back up now',
    );
    await tell(
      aView({ ...app, operation: { state: 'succeeded', endedAt: Date.now() - 5 * MINUTE_MS } }),
      '33 h | Back up now',
    );
    expect(hosts(), 'the mark is the same one').toEqual([host]);
    port.view = aView(mail);
    port.tellOfChange();
    await settled(() => expect(hosts()).toEqual([]));
  });

  test('ages move on by themselves', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'Date'] });
    showPage('/', table('app-01'));
    start(
      aPort(aView({ ...app, backup: { ...app.backup, vouchedUntil: Date.now() + 5 * HOUR_MS } as never })),
    );
    await settled(() => expect(texts()).toEqual(['33 h | Back up now']));
    vi.setSystemTime(Date.now() + HOUR_MS - 40_000);
    vi.advanceTimersByTime(60_000);
    await settled(() => expect(texts()).toEqual(['34 h | Back up now']));
  });
});

describe('a page that changes', () => {
  test('rows that come get a mark, rows that go are let go, rows that are used again say the other server', async () => {
    showPage('/', table('app-01'));
    start(aPort(aView(app, mail)));
    await settled(() => expect(hosts()).toHaveLength(1));
    const row = document.createElement('tr');
    row.append(document.createElement('td'));
    row.firstElementChild?.append('mail-02');
    document.querySelector('table')?.append(row);
    await settled(() =>
      expect(hosts().map(({ parentElement }) => parentElement?.textContent)).toEqual(['app-01', 'mail-02']),
    );
    document.querySelector('tr')?.remove();
    await settled(() => expect(hosts()).toHaveLength(1));
    const cell = document.querySelector('td');
    if (cell?.firstChild) cell.firstChild.nodeValue = 'app-01.example.com';
    await settled(() =>
      expect(insideOf(hosts()[0]).querySelector('button')?.ariaLabel).toBe('Back up now: app-01'),
    );
    if (cell?.firstChild) cell.firstChild.nodeValue = 'other-09';
    await settled(() => expect(hosts()).toEqual([]));
  });

  test('a body that is replaced, a subtree that is drawn anew each time: no missing, doubled or orphaned mark', async () => {
    showPage('/', table('app-01', 'mail-02'));
    start(aPort(aView(app, mail)));
    for (let turn = 0; turn < 5; turn++) {
      const body = document.createElement('body');
      body.innerHTML = table('app-01', 'mail-02');
      document.body.replaceWith(body);
      await settled(() => expect(hosts()).toHaveLength(2));
      expect(hosts().every(({ parentElement }) => parentElement?.localName === 'td')).toBe(true);
    }
  });

  test('in-page navigation, there and back', async () => {
    showPage('/', table('app-01', 'mail-02'));
    start(aPort(aView(app, mail)));
    for (let turn = 0; turn < 2; turn++) {
      await settled(() => expect(hosts()).toHaveLength(2));
      history.pushState(null, '', own);
      document.body.innerHTML = '<h1>app-01</h1>';
      await settled(() => expect(texts()).toEqual(['Last good backup 33 h ago | Back up now']));
      history.pushState(null, '', '/');
      document.body.innerHTML = table('app-01', 'mail-02');
    }
  });

  test('a new address alone is seen', async () => {
    showPage('/', '<h2>app-01</h2>');
    start(aPort(aView(app)));
    await settled(() => expect(texts()).toEqual(['33 h | Back up now']));
    history.pushState(null, '', own);
    await settled(() => expect(texts()).toEqual(['Last good backup 33 h ago | Back up now']));
  });

  test('a mark that the page removes comes back, to a page that fights it only now and then', async () => {
    showPage('/', table('app-01'));
    start(aPort(aView(app)));
    await settled(() => expect(hosts()).toHaveLength(1));
    hosts()[0]?.remove();
    await settled(() => expect(hosts()).toHaveLength(1));
    let removed = 0;
    const fight = new MutationObserver(() => {
      for (const host of hosts()) {
        host.remove();
        removed++;
      }
    });
    fight.observe(document.body, { childList: true, subtree: true });
    hosts()[0]?.remove();
    await pass(2500);
    fight.disconnect();
    expect(removed).toBeLessThan(5);
    await settled(() => expect(hosts()).toHaveLength(1));
  });

  test('what is far away waits until it is near; its neighbours come along', async () => {
    const far = `<div data-far>${table(...Array(20).fill('mail-02'))}</div>`;
    showPage('/', `${far}<p hidden>app-01</p><ul><li>app-01</li></ul>`);
    start(aPort(aView(app, mail)));
    await settled(() => expect(hosts().at(-1)?.parentElement?.localName).toBe('li'));
    await pass(50);
    expect(hosts()).toHaveLength(10 + 2);
    document.querySelector('[data-far]')?.removeAttribute('data-far');
    document.querySelector('table')?.replaceWith(document.createElement('table'));
    await settled(() => expect(hosts()).toHaveLength(2));
  });

  test('a flood of changes is one look at a time', async () => {
    showPage('/', `<p id="clock">0</p>${table('app-01')}`);
    let looks = 0;
    start(aPort(aView(app)), () => [
      {
        name: 'counter',
        show: () => {
          looks++;
        },
      },
    ]);
    await settled(() => expect(looks).toBeGreaterThan(0));
    const before = looks;
    const clock = document.querySelector('#clock');
    for (let change = 0; change < 100 && clock; change++) {
      clock.textContent = String(change);
      await pass(2);
    }
    expect(looks - before).toBeGreaterThan(0);
    expect(looks - before).toBeLessThan(8);
  });
});

describe('where a mark stands', () => {
  const place = async (markup: string) => {
    showPage('/', markup);
    start(aPort(aView(app)));
    await settled(() => expect(hosts()).toHaveLength(1));
    return hosts()[0];
  };
  test('after a link or a button, never inside', async () => {
    const host = await place('<ul><li><button><b>app-01</b></button> <i>x</i></li></ul>');
    expect(host?.previousElementSibling?.localName).toBe('button');
  });
  test('after inline text, at the end of a block', async () => {
    const host = await place('<p><strong>app-01</strong> is running</p>');
    expect(host?.previousElementSibling?.localName).toBe('strong');
  });
  test('in a link around a whole card: at the name, without a button', async () => {
    const host = await place(`<a href="/vps/${app.id}"><h3>app-01</h3><p>192.0.2.10</p></a>`);
    expect(host?.parentElement?.localName).toBe('h3');
    expect(texts()).toEqual(['33 h']);
  });
  test('in a grid, where a sibling would take a cell: inside', async () => {
    const host = await place('<div style="display:grid"><span>app-01</span><span>Running</span></div>');
    expect(host?.parentElement?.textContent).toBe('app-01');
  });
});

describe('the button', () => {
  const pageWith = async (over: Partial<typeof app>, outcome?: TestPort['outcome']) => {
    showPage('/', table('app-01'));
    const port = start(aPort(aView({ ...app, ...over })));
    if (outcome) port.outcome = outcome;
    await settled(() => expect(hosts()).toHaveLength(1));
    return port;
  };
  const asked = ({ sent }: TestPort) => sent.filter(({ type }) => type !== 'panelView');

  test('a person’s click asks for a backup, once, and says so in place', async () => {
    const port = await pageWith({});
    const button = buttonOf(hosts()[0], 'Back up now');
    expect(button.ariaLabel).toBe('Back up now: app-01');
    clickByHand(button);
    clickByHand(button);
    await settled(() => expect(texts()).toEqual(['33 h | Backup requested']));
    expect(button.disabled).toBe(true);
    expect(asked(port)).toEqual([{ type: 'panelBackUp', payload: { serverId: app.id } }]);
    port.view = aView({ ...app, operation: { state: 'running', percent: 1 } });
    port.tellOfChange();
    await settled(() => expect(texts()).toEqual(['Backing up 1 %']));
    port.view = aView(app);
    port.tellOfChange();
    await settled(() => expect(texts()).toEqual(['33 h | Back up now']));
  });

  test('a click that a script makes does nothing', async () => {
    const port = await pageWith({});
    const button = buttonOf(hosts()[0], 'Back up now');
    button.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
    hosts()[0]?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    await pass(50);
    expect(asked(port)).toEqual([]);
  });

  test('a click on it is no click on the row', async () => {
    await pageWith({});
    const seen = vi.fn();
    document.body.addEventListener('click', seen);
    clickByHand(buttonOf(hosts()[0], 'Back up now'));
    document.body.removeEventListener('click', seen);
    expect(seen).not.toHaveBeenCalled();
  });

  test('it tells that Lastgood asks, or that nothing was started', async () => {
    await pageWith({ button: { kind: 'asks' } }, { kind: 'asked' });
    clickByHand(buttonOf(hosts()[0], 'Back up now…'));
    await settled(() => expect(texts()).toEqual([`33 h | ${words.asked}`]));
    stop();
    await pageWith({}, { kind: 'notStarted', trouble: { kind: 'alreadyRunning' } });
    clickByHand(buttonOf(hosts()[0], 'Back up now'));
    await settled(() => expect(texts()).toEqual([`33 h | ${words.notStarted}`]));
  });

  test('that the key may only read says more than that nothing was started', async () => {
    const port = await pageWith({}, { kind: 'notStarted', trouble: { kind: 'forbidden', detail: null } });
    clickByHand(buttonOf(hosts()[0], 'Back up now'));
    await settled(() => expect(texts()).toEqual([`33 h | ${words.notStarted}`]));
    port.view = aView({ ...app, button: { kind: 'readOnly' } });
    port.tellOfChange();
    await settled(() => expect(texts()).toEqual([`33 h | ${words.readOnly}`]));
  });

  test.each([
    [{ kind: 'none' as const }, '33 h', undefined],
    [{ kind: 'readOnly' as const }, `33 h | ${words.readOnly}`, words.readOnly],
    [{ kind: 'unavailable' as const }, '33 h | Back up now', `Back up now: ${words.unavailable}`],
    [
      { kind: 'blocked' as const, reason: 'a {task}' },
      '33 h | Back up now',
      'Back up now: The provider allows no backup now: a {task}',
    ],
    [{ kind: 'blocked' as const, reason: null }, '33 h | Back up now', `Back up now: ${words.unavailable}`],
  ])('%j', async (button, text, title) => {
    const port = await pageWith({ button });
    expect(texts()).toEqual([text]);
    const drawnButton = insideOf(hosts()[0]).querySelector('button');
    if (title === undefined) expect(drawnButton?.hidden).toBe(true);
    else expect(drawnButton).toMatchObject({ disabled: true, title });
    if (drawnButton) drawnButton.click();
    expect(asked(port)).toEqual([]);
  });

  test('a script of the page neither presses the button nor sees into what is drawn', async () => {
    const port = await pageWith({ button: { kind: 'starts' } });
    const [host] = hosts();
    buttonOf(host, 'Back up now').click();
    expect(asked(port)).toEqual([]);
    expect(host?.shadowRoot).toBeNull();
    clickByHand(buttonOf(host, 'Back up now'));
    expect(asked(port)).toHaveLength(1);
  });
});

describe('the guard', () => {
  test('stands beside what destroys a disk, on a server’s own page only', async () => {
    const markup = `<h1>app-01</h1><form><button>Reinstall</button><button>Cancel</button></form>
      <a href="#">Ta bort servern</a><input type="submit" value="Изтрий сървъра"><div role="button" aria-label="Reset server"></div>
      <button hidden>Rebuild</button><nav><a>Rebuild</a></nav>`;
    showPage(own, markup);
    start(aPort(aView(app)));
    await settled(() => expect(hosts()).toHaveLength(5));
    const notes = drawn().slice(1);
    expect(notes.map(({ text }) => text)).toEqual(Array(4).fill('Newest backup is 33 h old | Back up first'));
    expect(notes.map(({ host }) => host.previousElementSibling?.localName)).toEqual([
      'button',
      'a',
      'input',
      'div',
    ]);
    showPage('/', markup.replace('app-01', 'Servers'));
    await settled(() => expect(hosts()).toEqual([]));
  });

  test('stands beside each such control, however many there are', async () => {
    const rows = Array(5).fill('<li><button>Restore</button> <button>Delete backup</button></li>').join('');
    showPage(own, `<h1>app-01</h1><ul>${rows}</ul><button>Reinstall</button>`);
    start(aPort(aView(app)));
    await settled(() => expect(hosts()).toHaveLength(12));
  });

  test('offers the backup, and says where there is none', async () => {
    showPage(own, '<h1>app-01</h1><button>Rebuild</button>');
    const port = start(
      aPort(
        aView({
          ...app,
          backup: { kind: 'never', vouchedUntil: Date.now() + HOUR_MS },
          button: { kind: 'asks' },
        }),
      ),
    );
    await settled(() => expect(texts()[1]).toBe('There is no backup | Back up first…'));
    clickByHand(buttonOf(hosts()[1], 'Back up first…'));
    await settled(() =>
      expect(port.sent).toContainEqual({ type: 'panelBackUp', payload: { serverId: app.id } }),
    );
  });
});

describe('the corner', () => {
  const inCorner = () => document.documentElement.querySelector(':scope > span') ?? undefined;

  test('has the badge where a server’s own page names it nowhere, until it is closed', async () => {
    showPage(own, '<h1>Overview</h1>');
    start(aPort(aView(app)));
    await pass(300);
    expect(hosts()).toEqual([]);
    await settled(() => expect(texts()).toEqual(['Last good backup 33 h ago | Back up now | ×']));
    document.body.replaceWith(document.createElement('body'));
    await pass(200);
    expect(inCorner()).toBeDefined();
    const close = buttonOf(inCorner(), '×');
    expect(close.ariaLabel).toBe('Close');
    clickByHand(close);
    expect(hosts()).toEqual([]);
    document.body.innerHTML = '<h2>Disk</h2>';
    await pass(300);
    expect(hosts()).toEqual([]);
  });

  test('gives way to the heading', async () => {
    showPage(own, '<h1>Overview</h1>');
    start(aPort(aView(app)));
    await settled(() => expect(inCorner()).toBeDefined());
    document.body.innerHTML = '<h1>app-01</h1>';
    await settled(() => expect(inCorner()).toBeUndefined());
  });
});

describe('the offer of a number', () => {
  const open = { ...app, wantsLegacyId: true };
  const pageOf = async (servers = [open, mail]) => {
    vi.stubGlobal('location', new URL('https://cloud.hostup.se/instance/18484'));
    document.body.innerHTML = '<h1>app-01.example.com</h1>';
    const port = start(aPort(aView(...servers)));
    await settled(() => expect(hosts().length).toBeGreaterThan(0));
    return port;
  };
  const offer = () => document.documentElement.querySelector(':scope > span') ?? undefined;
  afterEach(() => {
    stop();
    vi.unstubAllGlobals();
    furnishWindow();
  });

  test('asks to remember it, once', async () => {
    const port = await pageOf();
    expect(insideOf(offer()).textContent).toContain('app-01 if it knows its number here: 18484.');
    clickByHand(buttonOf(offer(), 'Remember…'));
    expect(port.sent.at(-1)).toEqual({
      type: 'panelRemember',
      payload: { serverId: app.id, legacyId: '18484' },
    });
    document.body.append('x');
    await pass(200);
    expect(offer()).toBeUndefined();
  });

  test('takes a no, and scripts’ clicks for nothing', async () => {
    const port = await pageOf();
    buttonOf(offer(), 'Remember…').click();
    expect(port.sent.map(({ type }) => type)).toEqual(['panelView']);
    clickByHand(buttonOf(offer(), 'No, thanks'));
    expect(port.sent.at(-1)).toEqual({ type: 'panelDecline', payload: { serverId: app.id } });
  });

  test('is not made where the number is not wanted', async () => {
    await pageOf([app]);
    expect(offer()).toBeUndefined();
  });
});

describe('when to be silent', () => {
  test('a page with a secret: nothing is asked for and nothing drawn, until it is gone', async () => {
    showPage('/', `<input type="password">${table('app-01')}`);
    const port = start(aPort(aView(app)));
    await pass(150);
    expect(port.sent).toEqual([]);
    document.querySelector('input')?.remove();
    await settled(() => expect(hosts()).toHaveLength(1));
    document.body.insertAdjacentHTML('beforeend', '<input autocomplete="one-time-code">');
    await settled(() => expect(hosts()).toEqual([]));
    const sent = port.sent.length;
    port.tellOfChange();
    await pass(150);
    expect(port.sent).toHaveLength(sent);
  });

  test('a field that becomes one for a password counts too', async () => {
    showPage('/', `<input>${table('app-01')}`);
    start(aPort(aView(app)));
    await settled(() => expect(hosts()).toHaveLength(1));
    document.querySelector('input')?.setAttribute('type', 'password');
    await settled(() => expect(hosts()).toEqual([]));
  });

  test('the extension is gone: every mark is taken away, and nothing is asked any more', async () => {
    showPage('/', table('app-01'));
    const port = start(aPort(aView(app)));
    await settled(() => expect(hosts()).toHaveLength(1));
    port.alive = false;
    await settled(() => expect(hosts()).toEqual([]));
    port.alive = true;
    const sent = port.sent.length;
    document.body.append('x');
    await pass(150);
    expect(port.sent).toHaveLength(sent);
    expect(hosts()).toEqual([]);
  });

  test('the background says no: the marks go; nobody answers: they stay', async () => {
    showPage('/', table('app-01'));
    const port = start(aPort(aView(app)));
    await settled(() => expect(hosts()).toHaveLength(1));
    port.view = 'noBackground';
    port.tellOfChange();
    await pass(150);
    expect(hosts()).toHaveLength(1);
    port.view = 'forbidden';
    port.tellOfChange();
    await settled(() => expect(hosts()).toEqual([]));
  });

  test('locked, the marks go; unlocked, they are back as soon as that is told', async () => {
    showPage('/', table('app-01'));
    const port = start(aPort(aView(app)));
    await settled(() => expect(hosts()).toHaveLength(1));
    const { view } = port;
    port.view = 'locked';
    port.tellOfChange();
    await settled(() => expect(hosts()).toEqual([]));
    port.view = view;
    port.tellOfChange();
    await settled(() => expect(hosts()).toHaveLength(1));
  });

  test('what an earlier version left behind goes, and nothing else does', async () => {
    showPage('/', `${table('app-01')}<p></p><p></p>`);
    const [left, other] = [...document.querySelectorAll('p')].map((parent) => {
      const host = document.createElement('span');
      const root = host.attachShadow({ mode: 'closed' });
      // As Firefox gives it to a content script alone.
      Object.defineProperty(host, 'openOrClosedShadowRoot', { value: root });
      parent.append(host);
      return { host, root };
    });
    if (!left || !other) throw new Error('the page has two hosts');
    left.root.innerHTML = '<div class="mark beat"><span class="pill">33 h</span></div>';
    other.root.innerHTML = '<div class="pill">33 h</div>';
    start(aPort(aView(app)));
    expect(left.host.isConnected).toBe(false);
    expect(other.host.isConnected).toBe(true);
    await settled(() => expect(document.querySelectorAll('td > span')).toHaveLength(1));
    other.host.remove();
  });

  test('a second run ends the first', async () => {
    showPage('/', table('app-01'));
    startPanel(aPort(aView(app)));
    start(aPort(aView(app)));
    await settled(() => expect(hosts()).toHaveLength(1));
    await pass(100);
    expect(hosts()).toHaveLength(1);
  });

  test('a feature that throws is told of once, by its name, and the others live', async () => {
    showPage('/', '<p>x</p>');
    const seen = vi.fn();
    const fail = () => {
      throw new Error('no such thing');
    };
    start(aPort(aView(app)), () => [
      { name: 'broken', show: fail },
      { name: 'whole', show: seen },
    ]);
    await settled(() => expect(seen).toHaveBeenCalled());
    document.body.append('y');
    await settled(() => expect(seen.mock.calls.length).toBeGreaterThan(1));
    expect(vi.mocked(console.error).mock.calls.map(([text]) => text)).toEqual(['Lastgood: broken failed']);
  });
});
