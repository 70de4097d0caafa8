import { describe, expect, test } from 'vitest';
import { rules } from './harness/rules';
import { readProject } from './harness/rules/project';

const project = readProject(new URL('..', import.meta.url).pathname);

test('the project was read', () => {
  expect(project.has('test/rules.test.ts')).toBe(true);
  expect([...project.keys()].filter((path) => path.startsWith('lib/')).length).toBeGreaterThan(30);
});

describe.each(rules)('$name', (rule) => {
  test('holds here', () => {
    expect(rule.check(project)).toEqual([]);
  });

  test('lets through what is fine', () => {
    expect(rule.check(new Map(Object.entries(rule.fine)))).toEqual([]);
  });

  test.each(rule.broken.map((files, index) => [index + 1, files] as const))(
    'refuses example %i',
    (_, files) => {
      expect(rule.check(new Map(Object.entries(files)))).not.toEqual([]);
    },
  );
});
