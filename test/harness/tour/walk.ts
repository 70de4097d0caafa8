import type { Page } from 'puppeteer-core';
import { listen } from '../../simulator/server';
import { createSimulator } from '../../simulator/simulator';
import { addAccount, waitForText } from '../acts';
import { builtExtension, LEFT_MEANWHILE, launch, type Media } from '../driver';
import type { BrowserKind } from '../find-browsers';
import { type Language, speak } from './language';
import {
  type Around,
  type Backstage,
  nameOf,
  type Path,
  type Play,
  POPUP,
  type Scene,
  type Size,
} from './scene';
import { type Catalogues, catalogues } from './words';

/** `forced`: the colours are the system's own. `contrast`: as for those who ask their system for more of it. */
export const schemes = ['light', 'dark', 'forced', 'contrast', 'contrast-dark'] as const;
export type Scheme = (typeof schemes)[number];

/** One scene as it stands before the eye. */
export type View = {
  readonly scene: Scene;
  readonly page: Page;
  readonly language: Language;
  readonly scheme: Scheme;
  readonly backstage: Backstage;
};

export type Wishes = {
  readonly kind: BrowserKind;
  readonly languages: readonly Language[];
  readonly schemes: readonly Scheme[];
  /** Of the names of scenes. */
  readonly only: RegExp;
  readonly deviceScaleFactor?: number;
  /** The unpacked build; the one in `.output` unless stated. */
  readonly extensionDir?: string;
  /** What that build says; the product's catalogues unless stated. */
  readonly words?: Catalogues;
};

/**
 * Plays the scenes and looks at each in every language and scheme. A scene that fails stops no other; gives what went
 * wrong, a line for each fault.
 */
export async function walk(
  play: Play,
  wishes: Wishes,
  look: (view: View) => Promise<void>,
): Promise<readonly string[]> {
  const isWanted = (scene: Scene) => wishes.only.test(nameOf(scene));
  const scenes = play.inOrder
    ? play.scenes.slice(0, play.scenes.findLastIndex(isWanted) + 1)
    : play.scenes.filter(isWanted);
  if (scenes.length === 0) return [];
  const faults: string[] = [];
  const simulator = createSimulator();
  play.prepare(simulator);
  const server = await listen(simulator);
  try {
    const driver = await launch(wishes.kind, {
      simulator: server,
      extensionDir: wishes.extensionDir ?? builtExtension(wishes.kind),
    });
    try {
      await driver.emulate({ colorScheme: 'light', reducedMotion: true });
      const home = await driver.openPage('options.html');
      await speak('en', wishes.words ?? catalogues, home);
      for (const account of play.accounts) await addAccount(driver, account, home);
      for (const scene of scenes) {
        await show(
          scene,
          isWanted(scene) ? wishes : { ...wishes, languages: [] },
          { driver, simulator, home },
          look,
        ).catch((error: unknown) => {
          faults.push(`${nameOf(scene)}: ${error instanceof Error ? error.message : String(error)}`);
        });
      }
      const errors = (await driver.consoleErrors()).filter((line) => !LEFT_MEANWHILE.test(line));
      faults.push(...errors.map((line) => `${play.name}, on the console: ${line}`));
    } finally {
      await driver.close();
    }
  } finally {
    await server.close();
  }
  for (const { rule, method, path } of simulator.violations) {
    faults.push(`${play.name}: the provider would object to ${method} ${path} (${rule})`);
  }
  return faults;
}

async function show(
  scene: Scene,
  { languages, schemes, deviceScaleFactor = 1, words = catalogues }: Wishes,
  around: Around,
  look: (view: View) => Promise<void>,
): Promise<void> {
  const { driver, home } = around;
  const { once, onceAt } = scene;
  if (once) {
    const place = onceAt === undefined ? scene : { ...scene, path: onceAt, shows: () => '' };
    await onPage(place, around, once);
  }
  try {
    for (const language of languages) {
      await speak(language, words, home);
      await onPage(scene, around, async (backstage) => {
        const { page } = backstage;
        await scene.steps?.(backstage);
        await page.bringToFront();
        const size = scene.size ?? POPUP;
        const shown = scene.whole === true ? await wholeSize(page, size) : size;
        await page.setViewport({ ...shown, deviceScaleFactor });
        for (const scheme of schemes) {
          await driver.emulate({ ...mediaOf[scheme], reducedMotion: true });
          await look({ scene, page, language, scheme, backstage });
        }
      });
    }
  } finally {
    await speak('en', words, home);
    await driver.emulate({ colorScheme: 'light', reducedMotion: true });
  }
}

const mediaOf: Readonly<Record<Scheme, Media>> = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  forced: { colorScheme: 'dark', forcedColors: true },
  contrast: { colorScheme: 'light', moreContrast: true },
  'contrast-dark': { colorScheme: 'dark', moreContrast: true },
};

const pathOf = ({ page, path = `${page}.html` }: Scene): Path => path;

/** Opens the scene's page, waits until it can be used, does what is to be done there, and closes it. */
async function onPage(
  scene: Scene,
  around: Around,
  act: (backstage: Backstage) => Promise<void>,
): Promise<void> {
  const { driver } = around;
  const asked = pathOf(scene);
  const path = typeof asked === 'function' ? await asked(around) : asked;
  const page = await (path.startsWith('https:') ? driver.openTab(path) : driver.openPage(path));
  try {
    await page.bringToFront();
    await page.setViewport(scene.size ?? POPUP);
    await waitForText(page, scene.shows(), 30_000);
    await act({ ...around, page });
  } finally {
    await page.close();
  }
}

/** So high that nothing has to scroll: on a picture of a page that is longer than its window, what sticks to an edge lies over the middle. */
async function wholeSize(page: Page, { width, height }: Size): Promise<Size> {
  await page.setViewport({ width, height });
  const needed = (await page.evaluate('document.documentElement.scrollHeight')) as number;
  return { width, height: Math.max(height, needed) };
}
