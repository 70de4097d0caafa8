import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { billOfMaterials } from '../harness/supply/bill';
import type { Lockfile, Wanted } from '../harness/supply/lockfile';
import { OURSELVES, ownerOf } from '../harness/supply/owner';
import { root } from '../harness/supply/packages';
import { shippedTables } from '../harness/supply/tables';

const read = (...path: readonly string[]) => readFileSync(join(root, ...path), 'utf8');
const wanted = JSON.parse(read('package.json')) as Wanted;
const lockfile = JSON.parse(read('package-lock.json')) as Lockfile;

describe('an installation', () => {
  test('runs no script of a package', () => {
    expect(read('.npmrc').split('\n')).toContain('ignore-scripts=true');
    expect(read('.npmrc')).not.toMatch(/registry ?=|_auth|ignore-scripts ?= ?false|scripts-prepend/);
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    expect(
      Object.keys(scripts).filter((name) => /^(pre|post)?(install|prepare)|^(pre|post)pack/.test(name)),
    ).toEqual([]);
  });

  test('is made from the lock file wherever the tests run', () => {
    const installs = [
      ...`${read('.ci', 'run')}\n${read('.github', 'workflows', 'ci.yml')}`.matchAll(
        /\bnpm (?:i|ci|install|add)\b.*/g,
      ),
    ];
    expect(installs.map(([line]) => line)).toEqual([expect.stringMatching(/^npm ci\b/)]);
    expect(installs.join()).not.toMatch(/ignore-scripts[= ]false|--force|--legacy/);
  });
});

describe('what ships', () => {
  test('is what package.json depends on, each with a reason in docs/security.md', () => {
    expect([...shippedTables().chosen].sort()).toEqual(Object.keys(wanted.dependencies ?? {}).sort());
  });

  test.each([
    ['/x/node_modules/zod/v4/core/parse.js', 'zod'],
    ['/x/node_modules/@preact/signals/dist/a.mjs?v=1', '@preact/signals'],
    ['/x/node_modules/wxt/node_modules/ms/index.js', 'ms'],
    ['C:\\x\\node_modules\\ky\\index.js', 'ky'],
    ['\0rolldown/runtime.js', 'rolldown'],
    ['virtual:wxt-plugins', 'wxt'],
    ['/ours/lib/a.ts', OURSELVES],
    ['/other/lib/a.ts', '/other/lib/a.ts'],
  ])('the owner of %j is %s', (id, owner) => {
    expect(ownerOf(id, '/ours')).toBe(owner);
  });
});

describe('the bill of materials', () => {
  const bill = billOfMaterials();
  const names = bill.components.map(({ name }) => name);
  /** They come with the build and have no versions that a user could look up in a bundle. */
  const HELPERS = ['wxt', '@wxt-dev/webextension-polyfill', 'rolldown'];

  test('lists each package that ships, at its locked version and with its checksum', () => {
    const { chosen, brought } = shippedTables();
    expect([...names].sort()).toEqual(
      [...chosen, ...brought].filter((name) => !HELPERS.includes(name)).sort(),
    );
    for (const { name, version, purl, hashes } of bill.components) {
      const { integrity = '', ...entry } = lockfile.packages[`node_modules/${name}`] ?? {};
      expect(entry.version).toBe(version);
      expect(purl).toBe(`pkg:npm/${name.replace('@', '%40')}@${version}`);
      expect(hashes).toEqual([
        { alg: 'SHA-512', content: Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex') },
      ]);
    }
  });

  test('is CycloneDX, the same each time, and names no folder and no host', () => {
    expect(bill.bomFormat).toBe('CycloneDX');
    expect(bill.metadata.component.name).toBe('lastgood');
    const text = JSON.stringify(bill);
    expect(JSON.stringify(billOfMaterials())).toBe(text);
    expect(text.replace(/"\$schema":"[^"]*"/, '')).not.toMatch(/https?:|node_modules|timestamp|serialNumber/);
    expect(text).not.toContain(root);
  }, 60_000);
});
