import { writeFileSync } from 'node:fs';
import { zip } from 'wxt';
import { ownerOf } from './owner';

// Packs the extension of the current folder and writes down whose code went into it: <target> <file>.
const [target, file] = process.argv.slice(2);
if ((target !== 'chrome' && target !== 'firefox') || file === undefined) throw new Error('<target> <file>');

const owners = new Set<string>();
const folder = process.cwd();

await zip({
  browser: target,
  manifestVersion: 3,
  vite: () => ({
    plugins: [
      {
        name: 'whose-code',
        generateBundle(_, bundle) {
          for (const output of Object.values(bundle)) {
            const ids =
              output.type === 'asset'
                ? output.originalFileNames
                : Object.entries(output.modules)
                    .filter(([id, { renderedLength }]) => renderedLength > 0 || /\.css($|\?)/.test(id))
                    .map(([id]) => id);
            for (const id of ids) owners.add(ownerOf(id, folder));
          }
        },
      },
    ],
  }),
});
writeFileSync(file, JSON.stringify([...owners].sort()));
