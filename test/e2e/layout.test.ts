import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { type BuiltPseudo, buildPseudo } from '../harness/pseudo/build';
import { plays } from '../harness/tour/plays';
import { nameOf } from '../harness/tour/scene';
import { walk } from '../harness/tour/walk';

const FAULTS = readFileSync(new URL('../harness/pseudo/layout.js', import.meta.url), 'utf8');

/** Firefox lays out the same style sheets: there, the scenes with most on them are enough. */
const scenes = {
  chromium: /^(?!panel-)/,
  firefox: /^(popup-(fleet|unfolded)|options-filled|confirm|lock)/,
} as const;

describe.each(['chromium', 'firefox'] as const)(
  'in a longer language, and in one from right to left, in %s',
  (kind) => {
    let built: BuiltPseudo;
    beforeAll(async () => {
      built = await buildPseudo(kind);
    }, 180_000);

    test.each(plays.map((play) => [play.name, play] as const))(
      'everything fits: %s',
      async (_name, play) => {
        const faults: string[] = [];
        const wishes = {
          kind,
          languages: [built.longer, built.mirrored],
          schemes: ['light'] as const,
          only: scenes[kind],
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
      240_000,
    );
  },
);
