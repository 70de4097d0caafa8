import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { providerInfos } from '../../lib/providers/origins';
import { type Driver, launch } from '../harness/driver';
import { until } from '../harness/poll';
import { type Listening, listen } from '../simulator/server';
import { createSimulator } from '../simulator/simulator';
import { browsers } from './stage';
import { attempt, type Outcomes, outcomesIn, type Tries } from './tries';

/** A host that answers here and that no page has any business with: the panel beside VPSBG's API. */
const FOREIGN = 'https://secure.vpsbg.eu';

/** Ways of making markup or code out of text. What runs says so in `ran`. */
const CODE: Tries = {
  eval: `return eval('1')`,
  Function: `return new Function('return 1')()`,
  'a timer with a text': `setTimeout('ran.push("timer")'); await pause()`,
};
const MARKUP: Tries = {
  innerHTML: `document.body.innerHTML = '<b>'`,
  insertAdjacentHTML: `document.body.insertAdjacentHTML('beforeend', '<b>')`,
  DOMParser: `new DOMParser().parseFromString('<b>', 'text/html')`,
  'a policy that lets text through': `trustedTypes.createPolicy('any', { createHTML: (text) => text })`,
  'the address of a script': `document.createElement('script').src = '${FOREIGN}/a.js'`,
};
const RUNS: Tries = {
  'an inline script': `add('script').append('ran.push("script")'); await pause()`,
  'an inline handler': `const made = add('b'); made.setAttribute('onclick', 'ran.push("handler")'); made.click(); await pause()`,
  'an address that is code': `add('a', { href: 'javascript:ran.push("link")' }).click(); await pause()`,
};

/** Ways of loading or sending something, with the directive that refuses each. */
const LOADS: Readonly<Record<string, readonly [directive: string, body: string]>> = {
  fetch: ['connect-src', `await fetch('${FOREIGN}/fetch')`],
  'a request of the old kind': [
    'connect-src',
    `const made = new XMLHttpRequest(); made.open('GET', '${FOREIGN}/xhr'); made.send(); await pause()`,
  ],
  'a beacon': ['connect-src', `navigator.sendBeacon('${FOREIGN}/beacon', 'x'); await pause()`],
  'a socket': ['connect-src', `new WebSocket('${FOREIGN.replace('https', 'wss')}/socket'); await pause()`],
  'a stream of events': ['connect-src', `new EventSource('${FOREIGN}/events'); await pause()`],
  'a module': ['script-src-elem', `await import('${FOREIGN}/module.js')`],
  'an image': ['img-src', `add('img', { src: '${FOREIGN}/image.png' }); await pause()`],
  'an image in an address': [
    'img-src',
    `add('img', { src: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=' }); await pause()`,
  ],
  'a style sheet': [
    'style-src-elem',
    `add('link', { rel: 'stylesheet', href: '${FOREIGN}/style.css' }); await pause()`,
  ],
  'an inline style': ['style-src-elem', `add('style').append('b { color: red }'); await pause()`],
  'a font': ['font-src', `await new FontFace('a', 'url(${FOREIGN}/font.woff2)').load()`],
  'a video': ['media-src', `add('video', { src: '${FOREIGN}/video.mp4' }).load(); await pause()`],
  'a frame': ['frame-src', `add('iframe', { src: '${FOREIGN}/frame' }); await pause()`],
  'a form': [
    'form-action',
    `add('form', { action: '${FOREIGN}/form', method: 'post' }).submit(); await pause()`,
  ],
  'another base': ['base-uri', `add('base', { href: '${FOREIGN}/' }); await pause()`],
};

const SCOPE = `
  const pause = () => new Promise((resolve) => setTimeout(resolve, 150));
  const add = (tag, given = {}) => {
    const made = Object.assign(document.createElement(tag), given);
    document.body.append(made);
    return made;
  }`;

describe.each(browsers)('the policy of the built extension in %s', (kind) => {
  const simulator = createSimulator();
  let listening: Listening;
  let driver: Driver;

  beforeAll(async () => {
    listening = await listen(simulator);
    driver = await launch(kind, { simulator: listening });
  });
  afterAll(async () => {
    await driver?.close();
    await listening?.close();
  });

  const reached = () =>
    [...simulator.requests, ...simulator.visits].map(({ host, path }) => `${host}${path}`);

  async function prepared(path: string): Promise<Page> {
    const page = await driver.openPage(path);
    await page.evaluate(`window.ran = []; window.refused = [];
      addEventListener('securitypolicyviolation', (event) => { refused.push(event.effectiveDirective); });
      undefined`);
    return page;
  }

  test.each(['options.html', 'popup.html', 'confirm.html'])(
    '%s makes neither markup nor code out of text',
    async (path) => {
      const page = await prepared(path);
      const outcomes = await outcomesIn(page, { ...MARKUP, ...RUNS, ...CODE }, SCOPE);
      for (const name of [...Object.keys(MARKUP), 'eval', 'Function'])
        expect([name, outcomes[name]]).toEqual([name, 'refused']);
      expect(await page.evaluate('ran')).toEqual([]);
      await page.close();
    },
  );

  test('an own page loads nothing from elsewhere and sends nothing there', async () => {
    const page = await prepared('options.html');
    const refusedBy: Record<string, readonly string[]> = {};
    for (const [name, [, body]] of Object.entries(LOADS)) {
      await page.evaluate('refused.length = 0; undefined');
      await outcomesIn(page, { [name]: body }, SCOPE);
      // A browser that has rules of its own for extensions says it twice.
      refusedBy[name] = [...new Set((await page.evaluate('refused')) as string[])];
    }
    const wanted = Object.entries(LOADS).map(([name, [directive]]) => [name, [directive]] as const);
    expect(refusedBy).toEqual(Object.fromEntries(wanted));
    expect(reached()).toEqual([]);
  });

  test('the background neither runs text nor reaches another host', async () => {
    const outcomes = await inBackground(driver, {
      eval: `return eval('1')`,
      Function: `return new Function('return 1')()`,
      fetch: `await fetch('${FOREIGN}/fetch')`,
    });
    expect(outcomes).toEqual({ eval: 'refused', Function: 'refused', fetch: 'refused' });
    expect(reached()).toEqual([]);
  });

  test('the policy itself lets both call the providers, so that it was the policy that refused the rest', async () => {
    const page = await prepared('options.html');
    const calls = Object.fromEntries(
      providerInfos.map(({ id, apiOrigin }) => [id, `await fetch('${apiOrigin}/${id}')`]),
    );
    await outcomesIn(page, calls);
    await inBackground(driver, calls);
    expect(await page.evaluate('refused')).toEqual([]);
    for (const { id } of providerInfos) {
      expect(reached().filter((path) => path.endsWith(`/${id}`))).toHaveLength(2);
    }
  });
});

/** Makes the tries in the background itself, under its own policy. */
async function inBackground(driver: Driver, tries: Tries): Promise<Outcomes> {
  const page = await driver.openPage('options.html');
  await page.evaluate(`browser.runtime.sendMessage({ type: 'nothing', payload: null })`);
  if (driver.kind === 'firefox') {
    return outcomesIn(page, tries, `const { eval, Function, fetch } = browser.extension.getBackgroundPage()`);
  }
  const target = await until('the service worker runs', () =>
    driver.browser
      .targets()
      .find((one) => one.type() === 'service_worker' && one.url().startsWith(driver.baseUrl)),
  );
  const session = await target.createCDPSession();
  const { result } = await session.send('Runtime.evaluate', {
    expression: attempt(tries),
    awaitPromise: true,
    returnByValue: true,
    allowUnsafeEvalBlockedByCSP: false,
  });
  await session.detach();
  return result.value as Outcomes;
}
