import { readFileSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { axe } from '../../harness/acts';

const IN_PAGE = ['../../harness/in-page.js', './in-page.js']
  .map((file) => readFileSync(new URL(file, import.meta.url), 'utf8'))
  .join('\n');

const inPage = <Answer>(page: Page, expression: string): Promise<Answer> =>
  page.evaluate(`(() => { ${IN_PAGE}; return ${expression}; })()`) as Promise<Answer>;

/** A line for each thing that is wrong. */
type Check = (page: Page) => Promise<readonly string[]>;

/** What is half scrolled out of view is no target that is too small. */
const HALF_SCROLLED = /partially obscured/;

export const axeFaults: Check = async (page) =>
  (await axe(page))
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node}`))
    .filter((fault) => !HALF_SCROLLED.test(fault));

/** WCAG 1.4.10: at 320 px, as a window of 1,280 px has at 400 %, nothing scrolls in two directions. */
export const reflowFaults: Check = async (page) => {
  const before = page.viewport();
  await page.setViewport({ width: 320, height: 640 });
  // What measures itself is laid out anew a frame later.
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  const faults = await inPage<readonly string[]>(page, 'sideways()');
  await page.setViewport(before);
  return faults;
};

/** WCAG 1.4.12. */
export const spacingFaults: Check = async (page) => {
  await inPage(page, 'spread()');
  const faults = await inPage<readonly string[]>(page, '[...cutTexts(), ...sideways()]');
  await inPage(page, 'unspread()');
  return faults;
};

/** For a browser that asks for less motion. */
export const motionFaults: Check = (page) => inPage(page, 'moving()');

/** More than any page has, with what grows while it is gone through. */
const MOST_STOPS = 600;

/** Goes through the page with Tab, from its beginning until the focus leaves it or comes round. */
export const tabbingFaults: Check = async (page) => {
  await page.bringToFront();
  await inPage(page, 'beginTabbing()');
  for (let at = 0; at < MOST_STOPS; at++) {
    await page.keyboard.press('Tab');
    if (!(await inPage<boolean>(page, 'noteFocus()'))) return inPage(page, 'tabbingFaults()');
  }
  return ['Tab does not come to an end'];
};
