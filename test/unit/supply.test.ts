import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { billOfMaterials } from '../harness/supply/bill';
import { type Lockfile, type Wanted, weaknessesOf } from '../harness/supply/lockfile';
import { OURSELVES, ownerOf } from '../harness/supply/owner';
import { root } from '../harness/supply/packages';
import { shippedTables } from '../harness/supply/tables';
import { weakLines } from '../harness/supply/workflows';

const read = (...path: readonly string[]) => readFileSync(join(root, ...path), 'utf8');
const wanted = JSON.parse(read('package.json')) as Wanted;
const lockfile = JSON.parse(read('package-lock.json')) as Lockfile;

describe('the lock file', () => {
  test('pins every package by its version and its SHA-512, and none comes from elsewhere', () => {
    expect(Object.keys(lockfile.packages).length).toBeGreaterThan(500);
    expect(weaknessesOf(wanted, lockfile)).toEqual([]);
  });

  const integrity = `sha512-${'A'.repeat(86)}==`;
  const one = { version: '1.0.0', integrity };
  const locked = (entry: object, path = 'node_modules/one'): Lockfile => ({
    lockfileVersion: 3,
    packages: { '': { dependencies: { one: '1.0.0' } }, 'node_modules/one': one, [path]: entry },
  });
  const of = (version: string): Wanted => ({ dependencies: { one: version } });

  test('such a file is let through', () => {
    const resolved = 'https://registry.npmjs.org/one/-/one-1.0.0.tgz';
    expect(weaknessesOf(of('1.0.0'), locked(one))).toEqual([]);
    expect(weaknessesOf(of('1.0.0'), locked({ ...one, resolved }))).toEqual([]);
  });

  test.each<readonly [string, Wanted, Lockfile]>([
    ['a range', of('^1.0.0'), locked(one)],
    ['a tag', of('latest'), locked(one)],
    ['a repository', of('git+https://example.com/one.git'), locked(one)],
    ['a folder', of('file:../one'), locked(one)],
    ['an alias', of('npm:two@1.0.0'), locked(one)],
    ['another version than the locked one', of('1.0.1'), locked(one)],
    ['an override with a range', { ...of('1.0.0'), overrides: { two: '>=1' } }, locked(one)],
    ['a package that only the lock file wants', {}, locked(one)],
    ['no checksum', of('1.0.0'), locked({ version: '1.0.0' })],
    ['an old checksum', of('1.0.0'), locked({ version: '1.0.0', integrity: 'sha1-AAAA' })],
    ['a second, weaker checksum', of('1.0.0'), locked({ ...one, integrity: `${integrity} sha1-AAAA` })],
    [
      'a repository in the lock',
      of('1.0.0'),
      locked({ ...one, resolved: 'git+ssh://git@example.com/one.git' }),
    ],
    ['a download from elsewhere', of('1.0.0'), locked({ ...one, resolved: 'https://example.com/one.tgz' })],
    ['an open line', of('1.0.0'), locked({ ...one, resolved: 'http://registry.npmjs.org/one.tgz' })],
    [
      'a name that only begins alike',
      of('1.0.0'),
      locked({ ...one, resolved: 'https://registry.npmjs.org.example.com/one' }),
    ],
    ['a link', of('1.0.0'), locked({ ...one, link: true })],
    [
      'one inside another',
      of('1.0.0'),
      locked({ ...one, inBundle: true }, 'node_modules/one/node_modules/two'),
    ],
    ['one under another name', of('1.0.0'), locked({ ...one, name: 'three' }, 'node_modules/two')],
  ])('such a file is refused: %s', (_, its, lock) => {
    expect(weaknessesOf(its, lock)).not.toEqual([]);
  });
});

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

describe('a workflow', () => {
  const folder = join(root, '.github', 'workflows');
  const pinned = `uses: actions/checkout@${'0a'.repeat(20)} # v4.3.0`;
  const rights = 'permissions:\n  contents: read\n\n';
  const step = `${rights}    steps:\n      - ${pinned}\n        with:\n          persist-credentials: false\n`;

  test.each(readdirSync(folder))('runs the reviewed code alone, and may only read: %s', (name) => {
    expect(read('.github', 'workflows', name)).toContain('uses: ');
    expect(weakLines(read('.github', 'workflows', name))).toEqual([]);
  });

  test('such a workflow is let through', () => {
    expect(weakLines(step)).toEqual([]);
  });

  test.each([
    ['a tag', step.replace(/@\w+ # v4.3.0/, '@v4')],
    ['a branch', step.replace(/@\w+ # v4.3.0/, '@main # v4.3.0')],
    ['half a commit', step.replace(/@\w+/, '@0a0a0a0')],
    ['a commit of no stated version', step.replace(' # v4.3.0', '')],
    ['a container by its tag', `${step}      - uses: docker://alpine:3\n`],
    ['kept credentials', step.replace('persist-credentials: false', 'fetch-depth: 1')],
    [
      'credentials kept, and another step that does not',
      `${rights}      - ${pinned}\n      - with:\n          persist-credentials: false\n`,
    ],
    ['no stated rights', step.replace(rights, '')],
    ['more rights', step.replace('contents: read\n', 'contents: read\n  id-token: write\n')],
    ['more rights for one job', `${step}    permissions:\n      contents: write\n`],
  ])('such a workflow is refused: %s', (_, workflow) => {
    expect(weakLines(workflow)).not.toEqual([]);
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
  });
});
