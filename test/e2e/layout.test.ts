import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { type BuiltPseudo, buildPseudo } from '../harness/pseudo/build';
import { plays } from '../harness/tour/plays';
import { nameOf } from '../harness/tour/scene';
import { walk } from '../harness/tour/walk';

const FAULTS = readFileSync(new URL('../harness/pseudo/layout.js', import.meta.url), 'utf8');

/** Our own pages: what stands in a provider's page has tests of its own. */
const OURS = /^(?!panel-)/;

let built: BuiltPseudo;
beforeAll(async () => {
  built = await buildPseudo('chromium');
}, 180_000);

test.each(plays.map((play) => [play.name, play] as const))(
  'everything fits in a longer language and in one from right to left: %s',
  async (_name, play) => {
    const faults: string[] = [];
    const wishes = {
      kind: 'chromium' as const,
      languages: [built.longer, built.mirrored],
      schemes: ['light'] as const,
      only: OURS,
      extensionDir: built.folder,
      words: built.words,
    };
    const broken = await walk(play, wishes, async ({ scene, page, language }) => {
      const where = `${nameOf(scene)}, ${language === built.longer ? 'longer' : 'mirrored'}`;
      const isMirrored = (await page.evaluate('getComputedStyle(document.body).direction')) === 'rtl';
      expect(isMirrored, `${where}: is written from the right`).toBe(language === built.mirrored);
      for (const fault of (await page.evaluate(FAULTS)) as string[]) faults.push(`${where}: ${fault}`);
    });
    expect([...broken, ...faults]).toEqual([]);
  },
  300_000,
);
