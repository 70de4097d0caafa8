import { expect, test } from 'vitest';
import { classify } from '../../../lib/background/sender';

const own = { id: 'lastgood', origin: 'chrome-extension://lastgood' };
const panel = { id: 'lastgood', origin: 'https://cloud.hostup.se', frameId: 0 };
const stranger = { kind: 'stranger' };

test.each([
  ['an own page', { id: 'lastgood', origin: own.origin }, { kind: 'ownPage' }],
  [
    'an own page of a browser that states no origin',
    { id: 'lastgood', url: `${own.origin}/popup.html` },
    { kind: 'ownPage' },
  ],
  ['a panel’s top frame', panel, { kind: 'panel', provider: 'hostup' }],
  [
    'a panel whose origin is not that of its API',
    { ...panel, origin: 'https://secure.vpsbg.eu' },
    { kind: 'panel', provider: 'vpsbg' },
  ],
  ['an API’s origin that is no panel', { ...panel, origin: 'https://api.vpsbg.eu' }, stranger],
  ['a frame inside a panel', { ...panel, frameId: 7 }, stranger],
  ['a panel without a frame', { id: 'lastgood', origin: panel.origin }, stranger],
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
