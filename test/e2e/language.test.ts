import { afterEach, describe, expect, test } from 'vitest';
import { addAccount, choose, waitForText } from '../harness/acts';
import { until } from '../harness/poll';
import { sampleAccounts, sampleWorld } from '../simulator/fleet';
import { browsers, type Stage, setStage } from './stage';

let stage: Stage | null = null;
afterEach(async () => {
  await stage?.strike();
  stage = null;
});

const TITLE = '(globalThis.browser ?? chrome).action.getTitle({})';

describe.each(browsers)('the language in %s', (kind) => {
  test('that is chosen is spoken at once, by every page and by the toolbar button', async () => {
    stage = await setStage(kind, sampleWorld);
    const { driver } = stage;
    const options = await driver.openPage('options.html');
    await addAccount(driver, sampleAccounts[0], options);
    const popup = await driver.openPage('popup.html');
    await waitForText(popup, /\d+ of \d+ servers are covered/, 30_000);
    await choose(options, 'Language of Lastgood', 'Svenska');
    await waitForText(options, 'Inställningar för Lastgood');
    expect(await options.title()).toBe('Inställningar för Lastgood');
    expect(await options.evaluate('document.documentElement.lang')).toMatch(/^sv/);
    await waitForText(popup, /\d+ av \d+ servrar är täckta/);
    await until('the button speaks Swedish', async () =>
      /behöver åtgärdas|är täckta/.test((await options.evaluate(TITLE)) as string),
    );
    // A new background has to learn it from what is stored.
    await driver.stopBackground();
    await choose(options, 'Språk i Lastgood', 'Български');
    await waitForText(popup, /Покрити: \d+ от \d+ сървъра/);
    await until('the button speaks Bulgarian', async () =>
      /изискват? внимание|покрити/.test((await options.evaluate(TITLE)) as string),
    );
  });
});

// No protocol runs a script of ours in Firefox's own pages of an extension before theirs.
test('the language that is chosen is the first that a page is drawn in', async () => {
  stage = await setStage('chromium', sampleWorld);
  const { driver } = stage;
  const options = await driver.openPage('options.html');
  await choose(options, 'Language of Lastgood', 'Svenska');
  await waitForText(options, 'Inställningar för Lastgood');
  const page = await driver.openPage('options.html');
  await page.evaluateOnNewDocument(`
    globalThis.drawn = [];
    new MutationObserver(() => drawn.push(document.body?.innerText ?? '')).observe(document, { childList: true, subtree: true });
  `);
  await page.reload();
  await waitForText(page, 'Inget konto än');
  const drawn = (await page.evaluate('drawn')) as string[];
  expect(drawn.some((text) => text.includes('Inställningar för Lastgood'))).toBe(true);
  expect(drawn.filter((text) => /Lastgood settings/.test(text))).toEqual([]);
});
