import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Lockfile, type Wanted, weaknessesOf } from '../harness/supply/lockfile';
import { root } from '../harness/supply/packages';

const parsed = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'));

test('the lock file pins every package by its version and its SHA-512, and none comes from elsewhere', () => {
  const lockfile = parsed('package-lock.json') as Lockfile;
  expect(Object.keys(lockfile.packages).length).toBeGreaterThan(500);
  expect(weaknessesOf(parsed('package.json') as Wanted, lockfile)).toEqual([]);
});

describe('a lock file', () => {
  const integrity = `sha512-${'A'.repeat(86)}==`;
  const one = { version: '1.0.0', integrity };
  const path = 'node_modules/one';
  const wants = (version: string): Wanted => ({ dependencies: { one: version } });

  type Example = {
    readonly wanted?: Wanted;
    /** What the lock file thinks is wanted. */
    readonly root?: Wanted;
    readonly packages?: Lockfile['packages'];
    readonly lockfileVersion?: number;
  };
  const weaknesses = ({ wanted = wants('1.0.0'), packages, lockfileVersion = 3, ...example }: Example) =>
    weaknessesOf(wanted, {
      lockfileVersion,
      packages: { '': example.root ?? wanted, [path]: one, ...packages },
    });

  test.each<readonly [string, Example]>([
    ['without addresses', {}],
    [
      'with an address',
      { packages: { [path]: { ...one, resolved: 'https://registry.npmjs.org/one/-/one.tgz' } } },
    ],
    ['with one inside another', { packages: { [`${path}/node_modules/two`]: one } }],
    ['with an exact override', { wanted: { ...wants('1.0.0'), overrides: { two: '1.2.3-beta.4' } } }],
  ])('such a one is let through: %s', (_, example) => {
    expect(weaknesses(example)).toEqual([]);
  });

  const versions = [
    '^1.0.0',
    'latest',
    'git+https://example.com/one.git',
    'file:../one',
    'npm:two@1.0.0',
    '*',
  ];
  test.each(versions)('a package is wanted at an exact version, which this is not: %s', (version) => {
    const example = { wanted: wants(version), packages: { [path]: { ...one, version } } };
    expect(weaknesses(example)).toContain(`one: ${version} is no exact version`);
  });

  const at = (resolved: string): Example => ({ packages: { [path]: { ...one, resolved } } });
  test.each<readonly [string, Example]>([
    ['another version than the wanted one', { wanted: wants('1.0.1') }],
    ['a version that it thinks is wanted', { root: wants('1.0.1') }],
    ['a package that it alone wants', { wanted: {}, root: wants('1.0.0') }],
    ['an override with a range', { wanted: { ...wants('1.0.0'), overrides: { two: '>=1' } } }],
    ['overrides below a package', { wanted: { ...wants('1.0.0'), overrides: { two: { three: '1.0.0' } } } }],
    ['a locked range', { packages: { 'node_modules/two': { ...one, version: '1.x' } } }],
    ['no checksum', { packages: { [path]: { version: '1.0.0' } } }],
    ['an old checksum', { packages: { [path]: { ...one, integrity: 'sha1-AAAA' } } }],
    ['a second, weaker checksum', { packages: { [path]: { ...one, integrity: `${integrity} sha1-AAAA` } } }],
    ['a repository', at('git+ssh://git@example.com/one.git')],
    ['a folder', at('file:../one')],
    ['a download from elsewhere', at('https://example.com/one.tgz')],
    ['an open line', at('http://registry.npmjs.org/one.tgz')],
    ['a host that only begins alike', at('https://registry.npmjs.org.example.com/one.tgz')],
    ['a link', { packages: { [path]: { ...one, link: true } } }],
    [
      'a package in the archive of another',
      { packages: { [`${path}/node_modules/two`]: { ...one, inBundle: true } } },
    ],
    ['a package under another name', { packages: { 'node_modules/two': { ...one, name: 'three' } } }],
    ['an old form', { lockfileVersion: 2 }],
  ])('such a one is refused, for this alone: %s', (_, example) => {
    expect(weaknesses(example)).toHaveLength(1);
  });
});
