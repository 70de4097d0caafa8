import type { Page } from 'puppeteer-core';
import { type ClosedPart, type ClosedRoot, clickInClosedRoot, closedRoots } from '../harness/closed-roots';
import type { Driver } from '../harness/driver';
import { until } from '../harness/poll';

/** A mark in a panel, as a person meets it. */
export type SeenMark = {
  /** The text of what it stands behind. */
  readonly beside: string;
  /** What the badge shows to the eye. */
  readonly age: string;
  /** What it says to who does not see it. */
  readonly spoken: string;
  readonly title: string;
  readonly color: string;
  readonly visible: boolean;
  readonly button: ClosedPart | null;
  readonly root: ClosedRoot;
};

/** Every mark in the page with a badge, in the order of the document. */
export async function marksOf(driver: Driver, page: Page): Promise<readonly SeenMark[]> {
  return (await closedRoots(driver, page)).flatMap(seen);
}

function seen(root: ClosedRoot): readonly SeenMark[] {
  const part = (wanted: (part: ClosedPart) => boolean) => root.parts.find(wanted);
  const pill = part(({ attributes }) => /\bpill\b/.test(attributes.class ?? ''));
  if (pill === undefined) return [];
  return [
    {
      beside: root.host.beforeText,
      age: part(({ attributes }) => attributes['aria-hidden'] === 'true')?.shown ?? '',
      spoken: part(({ attributes }) => attributes.class === 'spoken')?.text ?? '',
      title: pill.attributes.title ?? '',
      color: pill.color,
      visible: pill.visible,
      button: part(({ tag, visible }) => tag === 'button' && visible) ?? null,
      root,
    },
  ];
}

/** Asks until the marks are as wanted; the failure quotes them. */
export function waitForMarks(
  driver: Driver,
  page: Page,
  what: string,
  wanted: (marks: readonly SeenMark[]) => boolean,
  timeoutMs = 10_000,
): Promise<readonly SeenMark[]> {
  let last: readonly SeenMark[] = [];
  return until(
    () => `${what}. The marks: ${JSON.stringify(last.map(saidBy)).slice(0, 1500)}`,
    async () => {
      last = await marksOf(driver, page);
      return wanted(last) ? last : null;
    },
    timeoutMs,
  );
}

const saidBy = ({ beside, age, button }: SeenMark) =>
  `${beside}: ${age}${button === null ? '' : ` [${button.shown}]`}`;

/** Waits until these things, in the page's order, have a mark each, and nothing else has one. */
export function marksBeside(
  driver: Driver,
  page: Page,
  names: readonly string[],
): Promise<readonly SeenMark[]> {
  return waitForMarks(
    driver,
    page,
    `one mark each beside ${names.join(', ') || 'nothing'}`,
    (marks) => JSON.stringify(marks.map(({ beside }) => beside)) === JSON.stringify(names),
  );
}

/** Waits until the mark beside a thing is as wanted. */
export async function markBeside(
  driver: Driver,
  page: Page,
  name: string,
  wanted: (mark: SeenMark) => boolean = () => true,
  timeoutMs = 10_000,
): Promise<SeenMark> {
  const is = (mark: SeenMark) => mark.beside === name && wanted(mark);
  const marks = await waitForMarks(driver, page, `the mark beside ${name}`, (all) => all.some(is), timeoutMs);
  const mark = marks.find(is);
  if (mark === undefined) throw new Error(`the mark beside ${name} is gone`);
  return mark;
}

/** Clicks the button of the mark beside a thing with the real mouse. */
export function clickBeside(driver: Driver, page: Page, name: string, anyway = false): Promise<void> {
  return clickInClosedRoot(driver, page, /^Back up/, {
    anyway,
    within: ({ host }) => host.beforeText === name,
  });
}

/** Waits for the one page of the extension that the panel's click opened. */
export function confirmPage(driver: Driver): Promise<Page> {
  return until('the confirm page is open', async () => (await confirmPages(driver))[0]);
}

export async function confirmPages(driver: Driver): Promise<readonly Page[]> {
  const found: Page[] = [];
  for (const page of await driver.browser.pages()) {
    // Firefox tells the protocol no address of an extension's page; a page that is just closing has none.
    const address = await page.evaluate('location.href').catch(() => '');
    if (String(address).startsWith(`${driver.baseUrl}/confirm.html`)) found.push(page);
  }
  return found;
}
