import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { ElementHandle, KeyInput, Page } from 'puppeteer-core';
import { originPattern, providerInfo } from '../../lib/providers/origins';
import type { Driver } from './driver';
import { until } from './poll';

/** What a person looks for: the whole accessible name, or a pattern of it. */
export type Name = string | RegExp;
export type Choice = { readonly nth?: number; readonly timeoutMs?: number };

type Role = 'button' | 'link' | 'tab' | 'radio' | 'checkbox' | 'item' | 'field';
type Place = { readonly x: number; readonly y: number } | { readonly blocked: string };

const PRESSABLE: readonly Role[] = ['button', 'link', 'tab', 'radio', 'checkbox', 'item'];
const IN_PAGE = readFileSync(new URL('./in-page.js', import.meta.url), 'utf8');
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The one visible button, link, tab or choice of this name; waits for it, and refuses to choose among several. */
export function button(page: Page, name: Name, choice: Choice = {}): Promise<ElementHandle<Element>> {
  return find(page, PRESSABLE, name, choice);
}

/** The one visible field with this label. */
export function field(page: Page, label: Name, choice: Choice = {}): Promise<ElementHandle<Element>> {
  return find(page, ['field'], label, choice);
}

/** Whether something pressable of this name is visible now. */
export async function has(page: Page, name: Name): Promise<boolean> {
  return (await count(page, PRESSABLE, name)) > 0;
}

/** The names of everything that can be pressed now. */
export async function namesOf(page: Page, role: 'pressable' | 'field' = 'pressable'): Promise<string[]> {
  const roles = role === 'field' ? ['field'] : PRESSABLE;
  return (await inPage(page, `namesOf(${JSON.stringify(roles)})`)) as string[];
}

/** Clicks with the mouse, where the element is, once it is enabled and nothing lies over it. */
export async function press(page: Page, name: Name, choice: Choice = {}): Promise<void> {
  await page.bringToFront();
  await clickOn(page, await button(page, name, choice), `“${name}”`, choice);
}

/** Replaces a field's text by typing. */
export async function type(page: Page, label: Name, text: string, choice: Choice = {}): Promise<void> {
  await page.bringToFront();
  const element = await field(page, label, choice);
  await clickOn(page, element, `the field “${label}”`, choice);
  await element.evaluate((input) => (input as HTMLInputElement).select());
  if (text === '') await page.keyboard.press('Backspace');
  else await page.keyboard.type(text);
  const value = await element.evaluate((input) => (input as HTMLInputElement).value);
  if (value !== text) throw new Error(`the field “${label}” shows “${value}” after “${text}” was typed`);
}

/** Chooses an option: of a list by its label, or of a group of radio buttons by the option's own name. */
export async function choose(page: Page, label: Name, option: string, choice: Choice = {}): Promise<void> {
  await until(
    `“${label}” or its option “${option}” is shown`,
    async () => (await count(page, ['field'], label)) > 0 || (await has(page, option)),
    choice.timeoutMs,
  );
  if ((await count(page, ['field'], label)) === 0) {
    await press(page, option, choice);
    if (!(await isChosen(page, option))) {
      // The page moved between the press and the release; a person would see it and press again.
      await press(page, option, choice);
      await until(`“${option}” is chosen`, () => isChosen(page, option));
    }
    return;
  }
  const list = await field(page, label, choice);
  const value = await list.evaluate(
    (select, text) =>
      [...(select as HTMLSelectElement).options].find((entry) => entry.text.trim() === text)?.value ?? null,
    option,
  );
  if (value === null) throw new Error(`the list “${label}” has no option “${option}”`);
  // An open list is the system's own window, which no protocol reaches: this sends the events of a choice.
  await list.select(value);
}

/** Whether the radio button that is labelled so is on; what is no radio button counts as chosen by its press. */
async function isChosen(page: Page, option: string): Promise<boolean> {
  return (await page.evaluate(`[...document.querySelectorAll('input[type=radio]')]
    .filter((radio) => [...radio.labels].some((label) => label.innerText.trim() === ${JSON.stringify(option)}))
    .every((radio) => radio.checked)`)) as boolean;
}

export async function pressKey(page: Page, key: KeyInput): Promise<void> {
  await page.bringToFront();
  await page.keyboard.press(key);
}

/** The name of what has the keyboard's focus, or its tag where it has none. */
export async function focusedName(page: Page): Promise<string> {
  return (await inPage(
    page,
    `nameOf(document.activeElement) || document.activeElement.tagName.toLowerCase()`,
  )) as string;
}

/** All that the page shows, with runs of white space as one space and without direction marks. */
export async function textOf(page: Page): Promise<string> {
  return (await inPage(page, 'plain(document.body.innerText)')) as string;
}

/** Waits until the page shows a text; the failure quotes what it showed instead. Resolves with the whole text. */
export function waitForText(page: Page, wanted: string | RegExp, timeoutMs = 10_000): Promise<string> {
  const shows = (text: string) => (typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text));
  return until(
    async () => `the page shows “${wanted}”. It shows: ${(await textOf(page)).slice(0, 1500)}`,
    async () => {
      const text = await textOf(page);
      return shows(text) ? text : null;
    },
    timeoutMs,
  );
}

export type AxeViolation = { readonly id: string; readonly help: string; readonly nodes: readonly string[] };

/** What axe finds wrong on the page: WCAG 2.2 A and AA, and axe's best practices. */
export async function axe(page: Page): Promise<readonly AxeViolation[]> {
  await page.evaluate(`${AXE}; undefined`);
  return (await page.evaluate(`axe.run(document, { resultTypes: ['violations'], runOnly: [
      'wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'
    ] }).then((result) => result.violations.map(({ id, help, nodes }) => ({
      id, help, nodes: nodes.map((node) => node.target.join(' ') + ': ' + node.failureSummary),
    })))`)) as AxeViolation[];
}

export type NewAccount = { readonly provider: string; readonly label: string; readonly key: string };

/** Adds an account as a person does on the options page, and waits until the page says so. Leaves the page open. */
export async function addAccount(driver: Driver, account: NewAccount, opened?: Page): Promise<Page> {
  const info = providerInfo(account.provider);
  const page = opened ?? (await driver.openPage('options.html'));
  await driver.grantOrigins([originPattern(info)]);
  await choose(page, 'Provider', info.name);
  await type(page, 'Label', account.label);
  await type(page, 'API key', account.key);
  await press(page, 'Check and add');
  await waitForText(page, `${account.label} was added.`, 20_000);
  return page;
}

/**
 * Clicks where the element is once it has come to rest. A page that moves under the pointer makes a person click
 * again; a click that sets off something else is an error.
 */
async function clickOn(page: Page, element: ElementHandle, what: string, choice: Choice): Promise<void> {
  let blocked = '';
  let before: { x: number; y: number } | null = null;
  await until(
    () => `${what} can be clicked (${blocked})`,
    async () => {
      const place = (await inPage(page, 'placeOf(element)', element)) as Place;
      if (!('x' in place)) {
        blocked = place.blocked;
        return false;
      }
      const atRest = before !== null && before.x === place.x && before.y === place.y;
      before = place;
      if (!atRest) return false;
      await inPage(page, 'armClick(element)', element);
      await page.mouse.click(place.x, place.y);
      // A click that closes or leaves the page leaves nobody to ask, and has hit.
      const landed = await page.evaluate('window.harnessClick').catch(() => 'hit');
      if (landed === 'other') throw new Error(`the click on ${what} set off something else: the page moved`);
      blocked = 'it moves';
      return landed !== 'none';
    },
    choice.timeoutMs,
  );
}

async function find(
  page: Page,
  roles: readonly Role[],
  name: Name,
  choice: Choice,
): Promise<ElementHandle<Element>> {
  const query = queryOf(roles, name);
  const wanted = (choice.nth ?? 0) + 1;
  const seen = await until(
    async () =>
      `${roles[0]} “${name}” is shown. Names: ${JSON.stringify(await inPage(page, `namesOf(${JSON.stringify(roles)})`))}`,
    async () => {
      const found = (await inPage(page, `find(${query}).length`)) as number;
      return found >= wanted ? found : null;
    },
    choice.timeoutMs,
  );
  if (seen > 1 && choice.nth === undefined)
    throw new Error(`${seen} elements are named “${name}”: say which`);
  const handle = await page.evaluateHandle(`(() => { ${IN_PAGE}; return find(${query})[${wanted - 1}]; })()`);
  const element = handle.asElement();
  if (element === null) throw new Error(`“${name}” vanished while it was looked at`);
  return element as ElementHandle<Element>;
}

async function count(page: Page, roles: readonly Role[], name: Name): Promise<number> {
  return (await inPage(page, `find(${queryOf(roles, name)}).length`)) as number;
}

function queryOf(roles: readonly Role[], name: Name): string {
  const wanted =
    typeof name === 'string'
      ? { regex: false, text: name, flags: '' }
      : { regex: true, text: name.source, flags: name.flags.replace('g', '') };
  return JSON.stringify({ roles, name: wanted });
}

function inPage(page: Page, expression: string, element?: ElementHandle): Promise<unknown> {
  if (!element) return page.evaluate(`(() => { ${IN_PAGE}; return ${expression}; })()`);
  // Built inside the page, so that no bundler's helper function travels along.
  return page.evaluate(
    new Function('element', `${IN_PAGE}; return ${expression};`) as (element: Element) => unknown,
    element,
  );
}
