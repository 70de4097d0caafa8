import { describe, expect, test } from 'vitest';
import type { BrowserKind } from '../harness/find-browsers';
import { plays } from '../harness/tour/plays';
import { nameOf, type Play, POPUP } from '../harness/tour/scene';
import { type View, walk } from '../harness/tour/walk';
import { axeFaults, motionFaults, reflowFaults, spacingFaults, tabbingFaults } from './access/checks';

/** Our own pages: what stands in a provider's page has tests of its own. The narrow ones are made narrow anyway. */
const OURS = /^(?!panel-)(?!.*-(narrow|30|365)$)/;

/** What has most to see: what Firefox draws in its own way, it draws there. */
const IN_FIREFOX =
  /^(popup-(page-)?(unfolded|ugly)|options-(empty|accounts|quiet-hours|ugly)|confirm-(backup|restore|delete|bulk)|dashboard-\w+)$/;

/** The real popup has one width, which the browser gives it; its page view has to reflow. */
const isPopupItself = ({ scene }: View) => scene.size === POPUP;

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
  schemes: readonly View['scheme'][],
  where: { readonly kind: BrowserKind; readonly only: RegExp },
  check: (view: View) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const found: string[] = [];
  const broken = await walk(scenes, { ...where, languages: ['en'], schemes }, async (view) => {
    const faults = await check(view);
    found.push(...faults.map((fault) => `${nameOf(view.scene)}, ${view.scheme}: ${fault}`));
  });
  return [...broken, ...found];
}

describe('every page and state', () => {
  test.each(plays)(
    'can be read, reached and operated by everybody: $name',
    async (scenes) => {
      expect(await play(scenes, ['light', 'dark'], { kind: 'chromium', only: OURS }, faultsOf)).toEqual([]);
    },
    300_000,
  );

  test('has nothing that axe finds in Firefox either', async () => {
    const faults: string[] = [];
    for (const scenes of plays) {
      faults.push(
        ...(await play(scenes, ['light'], { kind: 'firefox', only: IN_FIREFOX }, ({ page }) =>
          axeFaults(page),
        )),
      );
    }
    expect(faults).toEqual([]);
  }, 300_000);
});
