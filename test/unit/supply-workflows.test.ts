import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../harness/supply/packages';
import { weakLines } from '../harness/supply/workflows';

const folder = join(root, '.github', 'workflows');

test.each(readdirSync(folder))('the workflow %s runs the reviewed code alone, and may only read', (name) => {
  const workflow = readFileSync(join(folder, name), 'utf8');
  expect(workflow).toContain('uses: ');
  expect(weakLines(workflow)).toEqual([]);
});

describe('a workflow', () => {
  const pinned = `uses: actions/checkout@${'0a'.repeat(20)} # v4.3.0`;
  const rights = 'permissions:\n  contents: read\n\n';
  const without = `${rights}    steps:\n      - ${pinned}\n`;
  const step = `${without}        with:\n          persist-credentials: false\n`;

  test('such a one is let through', () => {
    expect(weakLines(step)).toEqual([]);
    expect(weakLines(`${step}      - uses: actions/setup-node@${'1b'.repeat(20)} # v4.4.0\n`)).toEqual([]);
  });

  test.each([
    ['a tag', step.replace(/@\w+ # v4.3.0/, '@v4')],
    ['a branch', step.replace(/@\w+ # v4.3.0/, '@main # v4.3.0')],
    ['half a commit', step.replace(/@\w+/, '@0a0a0a0')],
    ['a commit of no stated version', step.replace(' # v4.3.0', '')],
    ['a container by its tag', `${step}      - uses: docker://alpine:3\n`],
    ['kept credentials', step.replace('persist-credentials: false', 'fetch-depth: 1')],
    [
      'credentials kept, and another step that keeps none',
      `${without}      - with:\n          persist-credentials: false\n`,
    ],
    ['no stated rights', step.replace(rights, '')],
    ['more rights for one job', `${step}    permissions:\n      contents: write\n`],
    ['all rights for one job', `${step}    permissions: write-all\n`],
  ])('such a one is refused, for this alone: %s', (_, workflow) => {
    expect(weakLines(workflow)).toHaveLength(1);
  });

  test('such a one is refused: more rights for all', () => {
    expect(weakLines(step.replace('contents: read\n', 'contents: read\n  id-token: write\n'))).not.toEqual(
      [],
    );
    expect(weakLines(step.replace('contents: read\n', 'contents: read\n  packages: read\n'))).not.toEqual([]);
  });
});
