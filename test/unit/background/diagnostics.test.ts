import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diagnosticsText } from '../../../lib/background/diagnostics';
import { plain, word } from '../../../lib/background/diagnostics-plain';
import { type DiagnosticsFacts, diagnosticsOf } from '../../../lib/background/diagnostics-text';
import { browserOf } from '../../../lib/background/platform';
import { topics } from '../../../lib/model/finding';
import { defaultSettings } from '../../../lib/model/settings';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../lib/model/time';
import { aFinding, anAccount, anOperation, aPlan, aReading, aStatus, aStored, NOW } from '../builders';
import { createBench } from './bench';
import { SENTINEL, someFacts } from './diagnostics-facts';

const facts = (over: Partial<DiagnosticsFacts> = {}): DiagnosticsFacts => ({
  now: NOW,
  extensionVersion: '0.1.0',
  browser: { name: 'Firefox', version: '140.0' },
  lock: { kind: 'none' },
  accounts: [],
  settings: defaultSettings,
  faults: [],
  sealed: { statuses: [], servers: [], operations: [], plans: [], findings: [], snoozes: [] },
  ...over,
});

/** The bytes of a text as somebody might write them down, at each place in a group of three that base64 knows. */
function formsOf(text: string): readonly string[] {
  const bytes = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];
  const base64 = bytes.flatMap((part) =>
    [0, 1, 2].map((before) => {
      const whole = Buffer.concat([Buffer.alloc(before), part]).toString('base64');
      return whole.slice(before === 0 ? 0 : 4, -4);
    }),
  );
  const hex = bytes.map((part) => part.toString('hex'));
  const percent = hex.map((part) => part.replace(/../g, '%$&'));
  return [text, [...text].join('\0'), ...base64, ...hex, ...percent];
}

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  if (typeof value !== 'object' || value === null) return;
  const isRecord = !Array.isArray(value) && Object.keys(value).some((key) => key.includes(SENTINEL));
  for (const [key, inner] of Object.entries(value)) {
    if (isRecord) yield key;
    yield* textsIn(inner);
  }
}

/** Words of the model's own unions, and the names of providers: nobody else can fill these in. */
const OWN_WORDS = /^[a-z][A-Za-z]*$/;

describe('what is not in the text', { timeout: 60_000 }, () => {
  const forms = formsOf(SENTINEL);

  test('nothing that a person or a provider wrote, in any form', () => {
    fc.assert(
      fc.property(someFacts, (given) => {
        const text = diagnosticsOf(given);
        const low = text.toLowerCase();
        for (const form of forms) {
          expect(text).not.toContain(form);
          if (/^[0-9a-f%]+$/.test(form)) expect(low).not.toContain(form);
        }
        // Nor a piece of what stood beside the sentinel: the text has no signs but those of our own lines.
        expect(text).toMatch(/^[\n A-Za-z0-9.,:;()×%+-]*$/);
      }),
      { numRuns: 1000 },
    );
  });

  test('the facts of that test have the sentinel in every text but words of our own', () => {
    const without = new Set<string>();
    fc.assert(
      fc.property(someFacts, (given) => {
        for (const text of textsIn(given)) if (!text.includes(SENTINEL)) without.add(text);
      }),
      { numRuns: 500 },
    );
    expect([...without].filter((text) => !OWN_WORDS.test(text))).toEqual([]);
    expect(without).toContain('hostup');
  });

  test('the forms that are looked for are those that encoders make', () => {
    for (const before of ['', 'a', 'ab']) {
      const whole = Buffer.from(`${before}${SENTINEL}${before}`).toString('base64');
      expect(forms.some((form) => whole.includes(form))).toBe(true);
    }
    expect(forms).toContain(Buffer.from(SENTINEL, 'utf16le').toString('hex'));
  });

  test('a text of any kind does not even compile in a line', () => {
    const label: string = 'a label';
    // @ts-expect-error: only words of our own and numbers may be put in.
    expect(plain`account ${label}`).toBe('account a label');
    // @ts-expect-error: no literal, so it may come from anywhere.
    expect(word(label)).toBe('a label');
    expect(word('create')).toBe('create');
  });
});

describe('what is in the text', { timeout: 60_000 }, () => {
  test('the same facts give the same text', () => {
    fc.assert(
      fc.property(someFacts, (given) => {
        expect(diagnosticsOf(structuredClone(given))).toBe(diagnosticsOf(given));
      }),
    );
  });

  test('an account with all that helps to mend it', () => {
    const text = diagnosticsOf(
      facts({
        lock: { kind: 'open' },
        accounts: [anAccount({ createdAt: NOW - 9 * DAY_MS, legacyIds: { s1: '4711' } })],
        settings: { ...defaultSettings, serverGoalsMs: { 'hostup/s1': DAY_MS }, mutedTopics: [...topics] },
        faults: [
          { kind: 'error', at: NOW - HOUR_MS, where: 'notice', name: 'QuotaExceededError' },
          { kind: 'damaged', at: NOW - HOUR_MS, part: 'server', accountId: 'a1', serverId: 's1' },
          { kind: 'damaged', at: NOW - HOUR_MS, part: 'operation', accountId: null, serverId: null },
        ],
        sealed: {
          statuses: [
            aStatus({
              checkedAt: NOW - 5 * MINUTE_MS,
              trouble: { kind: 'refused', status: 418, detail: 'I am a teapot' },
              troubleSince: NOW - HOUR_MS,
              skewMs: -90 * SECOND_MS,
              unreadableRows: 2,
            }),
          ],
          servers: [
            aStored({
              goneSince: NOW,
              unlistedSince: NOW,
              reading: aReading({
                unreadableRows: 3,
                partTroubles: [{ part: 'schedules', trouble: { kind: 'timedOut' } }],
              }),
            }),
            aStored({ reading: null, trouble: { kind: 'wrongKey' } }),
          ],
          operations: [
            anOperation({ state: 'succeeded', endedAt: NOW + 40_000, toldAt: null, newBackups: [] }),
            anOperation({ state: 'succeeded', endedAt: NOW + 70_000, toldAt: null, newBackups: [] }),
            anOperation({
              state: 'failed',
              endedAt: NOW,
              toldAt: null,
              trouble: { kind: 'busy', detail: 'x' },
            }),
          ],
          plans: [
            aPlan({
              createdAt: NOW - HOUR_MS,
              steps: aPlan().steps.map((step) => ({
                ...step,
                operationId: 'o1',
                notStarted: { kind: 'gateClosed', reason: 'x' },
              })),
              end: { kind: 'stopped', why: 'late', at: NOW, toldAt: null },
            }),
          ],
          findings: [
            {
              id: 'f#1',
              finding: aFinding({ kind: 'never' }),
              firstSeenAt: NOW,
              endedAt: null,
              noticeId: null,
              toldAt: null,
            },
          ],
          snoozes: [],
        },
      }),
    );
    for (const line of [
      'Lastgood 0.1.0 in Firefox 140.0, 2026-03-10 12:00 UTC',
      'passphrase: set, unlocked',
      'goal 24 h, grace 3 h; own goals: 0 accounts, 1 servers',
      'account 1: hostup, added 9 d ago, older numbers: 1',
      '  can: create, delete, restore, schedule; writes: untried; key number 1',
      '  checked 5 min ago; next in 60 min; under way: no',
      '  trouble: refused 418, since 60 min ago',
      '  clock -1 min ahead of ours; rows unreadable: 2',
      '  servers: 2, never read: 1, unlisted: 1, gone: 1, locked: 0',
      '  backups: 1, unmatched: 0, snapshots: 0, rows unreadable: 3',
      '  troubles of servers: 1 wrongKey; of parts: 1 schedules timedOut',
      '1 × create failed (busy), 0 s to 0 s',
      '2 × create succeeded, 40 s to 1 min',
      'plan restore of 2 steps, 60 min old, asked: 2, not started: 2 gateClosed, stopped (late)',
      'findings: 1 never; over by now: 0; snoozes: 0',
      'fault 60 min ago: QuotaExceededError in notice',
      'fault 60 min ago: damaged server of account 1',
      'fault 60 min ago: damaged operation',
    ]) {
      expect(text.split('\n')).toContain(line);
    }
    expect(text).not.toMatch(/undefined|NaN|null|\[object/);
  });

  test('while it is locked, the sealed parts are left out and the text says so', () => {
    const text = diagnosticsOf(
      facts({ lock: { kind: 'locked', unfollowed: 2 }, accounts: [anAccount()], sealed: null }),
    );
    expect(text).toContain('passphrase: set, locked; not followed meanwhile: 2\n');
    expect(text).toContain('What the passphrase seals is left out: servers, operations, findings.');
    expect(text).toContain('account 1: hostup');
    expect(text).not.toMatch(/servers: \d|schedules|trouble:/);
  });

  test('a background answers with it, and names nothing of the account that it has', async () => {
    const bench = await createBench();
    const key = 'sample-diagnostics-key';
    bench.simulator.world.addAccount({ provider: 'hostup', key });
    bench.simulator.world.addServer('hostup', { keys: [key], name: 'zebra', hostname: 'okapi.example.com' });
    bench.browser.origins.add('https://cloud.hostup.se/*');
    await bench.send('addAccount', { provider: 'hostup', label: 'gnu', key });
    const answer = await bench.send('diagnostics', {});
    const text = answer.ok ? answer.value.text : '';
    expect(text).toContain('account 1: hostup');
    expect(text).toContain('  servers: 1, never read: 0');
    expect(text).not.toMatch(/zebra|okapi|gnu|sample-|192\.0\.2/);

    await bench.store.addFault({
      kind: 'error',
      at: bench.simulator.clock.now(),
      where: 'skew',
      name: 'Error',
    });
    await bench.store.sealAll('a seal', new Uint8Array(32).fill(7));
    bench.store.lock();
    const locked = await diagnosticsText({
      store: bench.store,
      now: bench.simulator.clock.now,
      platform: { about: async () => ({ extensionVersion: '0.1.0', browser: browserOf('') }) },
    });
    expect(locked).toContain('passphrase: set, locked; not followed meanwhile: 0\n');
    expect(locked).toContain('fault 0 s ago: Error in skew');
    expect(locked).not.toContain('servers: 1');
  });
});

test.each([
  [
    'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    { name: 'Firefox', version: '140.0' },
  ],
  [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0',
    { name: 'Edge', version: '140.0.0.0' },
  ],
  [
    'Mozilla/5.0 AppleWebKit/537.36 Chrome/139.0.0.0 Safari/537.36 OPR/124.0',
    { name: 'Opera', version: '124.0' },
  ],
  ['something else', { name: '', version: '' }],
])('“%s” is known as what it is', (userAgent, browser) => {
  expect(browserOf(userAgent)).toEqual(browser);
});
