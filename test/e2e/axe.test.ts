import { describe, expect, test } from 'vitest';
import type { BrowserKind } from '../harness/find-browsers';
import { plays } from '../harness/tour/plays';
import { nameOf, type Play } from '../harness/tour/scene';
import { type View, walk } from '../harness/tour/walk';
import { axeFaults, motionFaults, reflowFaults, spacingFaults, tabbingFaults } from './access/checks';

/** Our own pages: what stands in a provider's page has tests of its own. */
const OURS = /^(?!panel-)/;

/** The plays with most to see: what Firefox draws in its own way, it draws there. */
const IN_FIREFOX = ['first run', 'sample', 'ugly'];

/** The real popup has one width, which the browser gives it; its page view has to reflow. */
const isPopupItself = ({ scene }: View) => scene.size?.width === 420;

async function faultsOf(view: View): Promise<readonly string[]> {
  const { page, scheme } = view;
  const inBoth = [...(await axeFaults(page)), ...(await motionFaults(page))];
  if (scheme === 'dark') return inBoth;
  return [
    ...inBoth,
    ...(await spacingFaults(page)),
    ...(isPopupItself(view) ? [] : await reflowFaults(page)),
    ...(await tabbingFaults(page)),
  ];
}

async function play(
  scenes: Play,
  kind: BrowserKind,
  schemes: readonly View['scheme'][],
  check: (view: View) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const found: string[] = [];
  const broken = await walk(scenes, { kind, languages: ['en'], schemes, only: OURS }, async (view) => {
    const faults = await check(view);
    found.push(...faults.map((fault) => `${nameOf(view.scene)}, ${view.scheme}: ${fault}`));
  });
  return [...broken, ...found];
}

describe('every page and state', () => {
  test.each(plays)(
    'can be read, reached and operated by everybody: $name',
    async (scenes) => {
      expect(await play(scenes, 'chromium', ['light', 'dark'], faultsOf)).toEqual([]);
    },
    300_000,
  );

  test('has nothing that axe finds in Firefox either', async () => {
    for (const scenes of plays.filter(({ name }) => IN_FIREFOX.includes(name))) {
      expect(await play(scenes, 'firefox', ['light'], ({ page }) => axeFaults(page))).toEqual([]);
    }
  }, 300_000);
});
