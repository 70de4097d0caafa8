import { readFileSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import type { Name } from './acts';
import { type ClosedWorld, closedWorld, RootsGone } from './closed-worlds';
import type { Driver } from './driver';
import { until } from './poll';

/** In pixels of the viewport. */
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** An element inside a closed root. */
export type ClosedPart = {
  readonly tag: string;
  /** Null where it has none that a person would look for. */
  readonly role: string | null;
  /** What a screen reader calls it. */
  readonly name: string;
  readonly text: string;
  /** What stands there for the eye. */
  readonly shown: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly box: Box;
  readonly visible: boolean;
  readonly disabled: boolean;
  readonly color: string;
  readonly backgroundColor: string;
};

export type ClosedRoot = {
  readonly host: {
    readonly tag: string;
    readonly attributes: Readonly<Record<string, string>>;
    /** Of its light tree: what the page can read. */
    readonly text: string;
    readonly box: Box;
    readonly visible: boolean;
    readonly parentTag: string | null;
    readonly parentText: string;
    /** Its place among its parent's elements, from 0. */
    readonly index: number;
    readonly siblings: number;
    /** Of the node before it. */
    readonly beforeText: string;
  };
  /** Everything inside, as a screen reader would read it. */
  readonly text: string;
  /** Every element inside, styles left out. */
  readonly parts: readonly ClosedPart[];
};

const IN_PAGE = ['./in-page.js', './closed-root.js']
  .map((file) => readFileSync(new URL(file, import.meta.url), 'utf8'))
  .join('\n');
type Place = { readonly x: number; readonly y: number } | { readonly blocked: string };

const PRESSABLE = ['button', 'link', 'tab', 'radio', 'checkbox', 'item', 'menuitem'];

/** Every closed shadow root on the page, in the order of the document. */
export async function closedRoots(driver: Driver, page: Page): Promise<readonly ClosedRoot[]> {
  return (await look(driver, page)).roots;
}

/** Asks until the closed roots are as wanted; the failure quotes their texts. */
export function waitForClosedRoots(
  driver: Driver,
  page: Page,
  what: string,
  wanted: (roots: readonly ClosedRoot[]) => boolean,
  timeoutMs = 10_000,
): Promise<readonly ClosedRoot[]> {
  let last: readonly ClosedRoot[] = [];
  return until(
    () => `${what}. The closed roots say: ${JSON.stringify(last.map(({ text }) => text)).slice(0, 1500)}`,
    async () => {
      last = await closedRoots(driver, page);
      return wanted(last) ? last : null;
    },
    timeoutMs,
  );
}

export type ClosedClick = {
  /** Which one, from 0, where several have the name; without it several are an error. */
  readonly nth?: number;
  /** Only in roots for which this holds, such as the one in a certain row. */
  readonly within?: (root: ClosedRoot) => boolean;
  /** Clicks where it is although something lies over it or it is disabled, as someone does who was fooled. */
  readonly anyway?: boolean;
  readonly timeoutMs?: number;
};

/** Moves the real mouse to the middle of the one pressable part of this name in a closed root, and clicks. */
export async function clickInClosedRoot(
  driver: Driver,
  page: Page,
  name: Name,
  choice: ClosedClick = {},
): Promise<void> {
  await page.bringToFront();
  let state = 'no closed root was seen';
  let before: { x: number; y: number } | null = null;
  const place = await until(
    () => `“${name}” in a closed root can be clicked (${state})`,
    async () => {
      const { roots, world } = await look(driver, page);
      const found = roots.flatMap((root, at) =>
        (choice.within?.(root) ?? true) ? named(root, name).map((part) => ({ at, part })) : [],
      );
      const hit = found[choice.nth ?? 0];
      if (!hit) {
        state = `there is: ${JSON.stringify(roots.map(({ text }) => text)).slice(0, 800)}`;
        return null;
      }
      if (found.length > 1 && choice.nth === undefined) {
        throw new Error(`${found.length} parts of closed roots are named “${name}”: say which`);
      }
      const seen = (await world.run(
        `${IN_PAGE}; return placeIn(roots[${hit.at}], ${hit.part}, ${choice.anyway === true});`,
      )) as Place;
      if (!('x' in seen)) {
        state = seen.blocked;
        return null;
      }
      const atRest = before !== null && before.x === seen.x && before.y === seen.y;
      before = seen;
      state = 'it moves';
      return atRest ? seen : null;
    },
    choice.timeoutMs,
  );
  await page.mouse.move(place.x, place.y);
  await page.mouse.click(place.x, place.y);
}

/** The places, among the parts, of the pressable ones of this name. */
function named(root: ClosedRoot, name: Name): readonly number[] {
  return root.parts.flatMap((part, at) => {
    const pressable = part.role !== null && PRESSABLE.includes(part.role);
    const matches = typeof name === 'string' ? part.name === name : name.test(part.name);
    return pressable && matches && part.box.width > 0 ? [at] : [];
  });
}

type Look = { readonly world: ClosedWorld; readonly roots: readonly ClosedRoot[] };

/** Looks again, a few times, where the page redraws itself meanwhile. */
async function look(driver: Driver, page: Page, triesLeft = 5): Promise<Look> {
  try {
    const world = await closedWorld(driver, page);
    const roots = (await world.run(`${IN_PAGE}; return roots.map(describe);`)) as ClosedRoot[];
    return { world, roots };
  } catch (error) {
    if (!(error instanceof RootsGone) || triesLeft === 0) throw error;
    return look(driver, page, triesLeft - 1);
  }
}
