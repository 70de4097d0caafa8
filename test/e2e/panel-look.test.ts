import { build } from 'vite';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { axe } from '../harness/acts';
import { sampleWorld } from '../simulator/fleet';
import { browsers, type Stage, setStage } from './stage';

/** The script that draws every mark in open roots: the checker cannot see into closed ones. */
let openMarks = '';

beforeAll(async () => {
  const entry = new URL('./open-marks.ts', import.meta.url).pathname;
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'openMarks' } },
  });
  const [bundle] = [built].flat();
  if (bundle === undefined || !('output' in bundle)) throw new Error('nothing was built');
  openMarks = bundle.output[0].code;
});

let stage: Stage | null = null;
afterEach(async () => {
  await stage?.strike();
  stage = null;
});

describe.each(browsers)('the look of the marks in %s', (kind) => {
  test('axe finds nothing in any state, on a light panel and on a dark one', async () => {
    stage = await setStage(kind, sampleWorld);
    const page = await stage.driver.openTab('https://cloud.hostup.se/cards');
    expect(await page.evaluate(`${openMarks}; window.openMarks = openMarks; openMarks.showAll()`)).toBe(180);
    expect(await axe(page)).toEqual([]);
    // The colours were seen at all, and none was left undecided.
    const seen = await page.evaluate(`axe.run(document.querySelector('main'), { runOnly: ['color-contrast'] })
      .then(({ passes, incomplete }) => [passes[0]?.nodes.length > 300, incomplete.flatMap(({ nodes }) => nodes.map((node) => node.html))])`);
    expect(seen).toEqual([true, []]);
  });
});
