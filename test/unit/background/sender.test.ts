import fc from 'fast-check';
import { expect, test } from 'vitest';
import { classify } from '../../../lib/background/sender';
import { providerInfos } from '../../../lib/providers/origins';

const own = { id: 'lastgood', origin: 'chrome-extension://lastgood' };
const panel = { id: 'lastgood', origin: 'https://cloud.hostup.se', frameId: 0, tab: { id: 1 } };
const stranger = { kind: 'stranger' };

test.each([
  ['an own page', { id: 'lastgood', origin: own.origin }, { kind: 'ownPage', page: 'other' }],
  [
    'the page that asks back',
    { id: 'lastgood', origin: own.origin, url: `${own.origin}/confirm.html#delete=hostup%2Fs1` },
    { kind: 'ownPage', page: 'confirm' },
  ],
  ...[
    '/popup.html',
    '/popup.html#/confirm.html',
    '/popup.html?/confirm.html',
    '/confirm.html/',
    '/confirm.htm',
    '/x/confirm.html',
    '/CONFIRM.html',
    '/%63onfirm.html',
  ].map(
    (path) =>
      [
        `an own page at ${path}`,
        { id: 'lastgood', origin: own.origin, url: `${own.origin}${path}` },
        { kind: 'ownPage', page: 'other' },
      ] as const,
  ),
  [
    'an own page whose address is another’s',
    { id: 'lastgood', origin: own.origin, url: 'https://evil.test/confirm.html' },
    { kind: 'ownPage', page: 'other' },
  ],
  ['an address of ours without an origin', { id: 'lastgood', url: `${own.origin}/popup.html` }, stranger],
  ['a sandboxed page of ours', { id: 'lastgood', url: `${own.origin}/popup.html`, origin: 'null' }, stranger],
  ['a panel’s top frame', panel, { kind: 'panel', provider: 'hostup' }],
  [
    'a panel whose origin is not that of its API',
    { ...panel, origin: 'https://secure.vpsbg.eu' },
    { kind: 'panel', provider: 'vpsbg' },
  ],
  ['an API’s origin that is no panel', { ...panel, origin: 'https://api.vpsbg.eu' }, stranger],
  ['a frame inside a panel', { ...panel, frameId: 7 }, stranger],
  ['a panel without a frame', { ...panel, frameId: undefined }, stranger],
  ['a panel without a tab', { ...panel, tab: undefined }, stranger],
  ['a panel in a tab without a number', { ...panel, tab: {} }, stranger],
  ['a sandboxed page of a panel', { ...panel, url: `${panel.origin}/`, origin: 'null' }, stranger],
  ['a panel over plain HTTP', { ...panel, origin: 'http://cloud.hostup.se' }, stranger],
  ['a panel on another port', { ...panel, origin: 'https://cloud.hostup.se:8443' }, stranger],
  ['a host that ends like a panel’s', { ...panel, origin: 'https://evil-cloud.hostup.se' }, stranger],
  [
    'a page whose path looks like ours',
    { id: 'lastgood', url: `https://evil.test/${own.origin}/` },
    stranger,
  ],
  ['another extension', { id: 'other', origin: own.origin }, stranger],
  ['nobody', {}, stranger],
  ['a broken address', { id: 'lastgood', url: 'nonsense' }, stranger],
] as const)('%s', (_name, sender, expected) => {
  expect(classify(sender, own)).toEqual(expected);
});

/** An origin, and what only looks like it to who does not compare every sign. */
function lookalikesOf(origin: string): readonly string[] {
  const { protocol, host } = { protocol: origin.split('//')[0], host: origin.split('//')[1] ?? '' };
  const [first = '', ...rest] = host.split('.');
  return [
    `${protocol}//sub.${host}`,
    `${protocol}//${rest.join('.')}`,
    `${protocol}//evil-${host}`,
    `${protocol}//${host}.evil.test`,
    `${protocol}//${host}.`,
    `${protocol}//${host}:443`,
    `${protocol}//${host}:8443`,
    `${protocol}//user@${host}`,
    `${protocol}//${host}@evil.test`,
    `${protocol}//user:secret@${host}`,
    `${protocol}//${host.toUpperCase()}`,
    `${protocol?.toUpperCase()}//${host}`,
    `${protocol}//${host}/`,
    `${protocol}//${host}#`,
    `${protocol}//${host}?`,
    `${protocol}//${host}\\`,
    ` ${origin}`,
    `${origin} `,
    `${origin}\u0000`,
    `${origin},${origin}`,
    `http://${host}`,
    `wss://${host}`,
    `blob:${origin}`,
    `filesystem:${origin}`,
    `view-source:${origin}`,
    `//${host}`,
    host,
    first,
    origin.replace('o', '\u043e'),
    [...origin].reverse().join(''),
  ].filter((text) => text !== origin);
}

const origins = [own.origin, ...providerInfos.flatMap((info) => [info.panelOrigin, info.apiOrigin])];
const anyOrigin = fc.oneof(
  fc.constantFrom<unknown>(
    ...origins,
    ...origins.flatMap(lookalikesOf),
    'null',
    '',
    '*',
    'about:blank',
    'moz-extension://lastgood',
    'chrome-extension://other',
    null,
    undefined,
    0,
    [panel.origin],
    Object(panel.origin),
    { toString: () => panel.origin },
  ),
  fc.webUrl(),
  fc.string(),
);
const anySender = fc.record(
  {
    id: fc.oneof(fc.constantFrom<unknown>(own.id, 'other', `${own.id} `, '', null, [own.id]), fc.string()),
    origin: anyOrigin,
    url: fc.oneof(
      fc.constantFrom(...origins.flatMap((origin) => [`${origin}/popup.html`, `${origin}/confirm.html`])),
      fc.webUrl(),
    ),
    frameId: fc.constantFrom<unknown>(0, 1, -1, 7, 0.5, Number.NaN, null, undefined, '0', false, [0]),
    tab: fc.constantFrom<unknown>({ id: 1 }, { id: 1, url: panel.origin }, {}, undefined),
    documentId: fc.string(),
    tlsChannelId: fc.string(),
    nativeApplication: fc.string(),
    userScriptWorldId: fc.string(),
  },
  { requiredKeys: [] },
);

test('no sender but an own page, or the top frame of a tab at a panel’s very origin, is anybody', {
  timeout: 60_000,
}, () => {
  let ownPages = 0;
  let panels = 0;
  fc.assert(
    fc.property(anySender, (sender) => {
      const answer = classify(sender as Parameters<typeof classify>[0], own);
      const info = providerInfos.find(({ panelOrigin }) => panelOrigin === sender.origin);
      const hasTab = typeof sender.tab === 'object' && sender.tab !== null && 'id' in sender.tab;
      if (sender.id === own.id && sender.origin === own.origin) {
        ownPages++;
        expect(answer).toEqual({
          kind: 'ownPage',
          page: sender.url === `${own.origin}/confirm.html` ? 'confirm' : 'other',
        });
      } else if (sender.id === own.id && info && sender.frameId === 0 && hasTab) {
        panels++;
        expect(answer).toEqual({ kind: 'panel', provider: info.id });
      } else expect(answer).toEqual(stranger);
    }),
    {
      numRuns: 20_000,
      examples: [[{ id: own.id, origin: own.origin }], [{ ...panel }]],
    },
  );
  expect([ownPages > 0, panels > 0]).toEqual([true, true]);
});

test('each panel’s look-alikes are strangers, from the top frame of a tab', () => {
  for (const { panelOrigin } of providerInfos) {
    for (const origin of lookalikesOf(panelOrigin)) {
      expect([origin, classify({ ...panel, origin }, own)]).toEqual([origin, stranger]);
    }
  }
  for (const origin of lookalikesOf(own.origin)) {
    expect([origin, classify({ id: own.id, origin }, own)]).toEqual([origin, stranger]);
  }
});
