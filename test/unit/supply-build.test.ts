import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { OURSELVES } from '../harness/supply/owner';
import {
  copyProject,
  filesOf,
  lendTools,
  pack,
  packAndList,
  packageOf,
  root,
  sha256,
  unpack,
} from '../harness/supply/packages';
import { shippedTables } from '../harness/supply/tables';

// Each test reads whole packages.
vi.setConfig({ testTimeout: 60_000 });

/** Two folders at two depths, in two time zones and languages, the second made of nothing but the packed sources. */
const home = mkdtempSync(join(tmpdir(), 'lastgood-'));
const first = join(home, 'first');
const second = join(home, 'elsewhere', 'the second');

const packages = new Map<string, readonly string[]>();

beforeAll(async () => {
  copyProject(first);
  for (const target of ['chrome', 'firefox'] as const) {
    packages.set(target, packAndList(first, target, { TZ: 'Pacific/Kiritimati', LANG: 'C', LC_ALL: 'C' }));
  }
  await unpack(packageOf(first, 'sources'), second);
  lendTools(second);
  for (const target of ['chrome', 'firefox'] as const) {
    pack(second, target, { TZ: 'America/Adak', LANG: 'sv_SE.UTF-8', LC_ALL: 'sv_SE.UTF-8' });
  }
}, 300_000);

afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('a build', () => {
  test.each(['chrome', 'firefox', 'sources'] as const)(
    'of the packed sources, elsewhere and later, gives the same bytes: %s',
    (kind) => expect(sha256(packageOf(second, kind))).toBe(sha256(packageOf(first, kind))),
  );

  test.each(['chrome', 'firefox'] as const)('packs for %s exactly what the tests run', async (target) => {
    const folder = join(root, '.output', `${target}-mv3`);
    const built = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const packed = await filesOf(packageOf(first, target));
    expect([...packed.keys()].sort()).toEqual(built.map((path) => path.slice(folder.length + 1)).sort());
    const other = built.filter(
      (path) => !packed.get(path.slice(folder.length + 1))?.equals(readFileSync(path)),
    );
    expect(other, 'run npm run build before this test').toEqual([]);
  });

  test.each(['chrome', 'firefox', 'sources'] as const)(
    'packs its files in the order of their names: %s',
    async (kind) => {
      const names = [...(await filesOf(packageOf(first, kind))).keys()];
      expect(names).toEqual([...names].sort());
    },
  );

  test('names no folder of the machine that made it', async () => {
    for (const kind of ['chrome', 'firefox', 'sources'] as const) {
      for (const [name, bytes] of await filesOf(packageOf(first, kind))) {
        expect(bytes.includes(home) || bytes.includes(root), name).toBe(false);
      }
    }
  });
});

test('the packed sources hold what a reviewer reads and what a build needs, and nothing else', async () => {
  const names = [...(await filesOf(packageOf(first, 'sources'))).keys()];
  expect(names).toEqual(
    expect.arrayContaining([
      'README.md',
      'LICENSE',
      '.npmrc',
      'package.json',
      'package-lock.json',
      'docs/building.md',
    ]),
  );
  expect(
    names.filter((name) => !/^(assets|components|docs|entrypoints|lib|modules)\//.test(name)).sort(),
  ).toEqual([
    '.npmrc',
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'package-lock.json',
    'package.json',
    'tsconfig.json',
    'wxt.config.ts',
  ]);
});

describe('what ships', () => {
  const { chosen, brought } = shippedTables();

  test.each(['chrome', 'firefox'])('for %s is the code of the packages in docs/security.md', (target) => {
    expect(packages.get(target)).toEqual([...chosen, ...brought, OURSELVES].sort());
  });
});
