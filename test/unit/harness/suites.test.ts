import { expect, test } from 'vitest';
import { countReport, type Report, summaryLine } from '../../harness/suites';

function report(...files: [status: string, ...tests: string[]][]): Report {
  return {
    testResults: files.map(([status, ...tests], index) => ({
      name: `file-${index}`,
      status,
      assertionResults: tests.map((test) => ({ status: test })),
    })),
  };
}

test.each<[string, Report, number, { passed: number; failed: number }]>([
  ['passes', report(['passed', 'passed', 'passed']), 0, { passed: 2, failed: 0 }],
  ['failures', report(['failed', 'passed', 'failed']), 1, { passed: 1, failed: 1 }],
  [
    'skipped and unwritten tests',
    report(['passed', 'passed', 'skipped', 'todo']),
    0,
    { passed: 1, failed: 2 },
  ],
  ['a file that broke', report(['passed', 'passed'], ['failed']), 1, { passed: 1, failed: 1 }],
  ['a file that broke after its tests', report(['failed', 'passed']), 1, { passed: 1, failed: 1 }],
  ['an error outside every test', report(['passed', 'passed']), 1, { passed: 1, failed: 1 }],
  ['a file without tests', report(['passed']), 0, { passed: 0, failed: 1 }],
  ['no file at all', report(), 0, { passed: 0, failed: 1 }],
])('%s are counted', (_, given, exitCode, expected) => {
  expect(countReport(given, exitCode)).toEqual(expected);
});

test('the last line adds everything up', () => {
  expect(
    summaryLine([
      { passed: 3, failed: 0 },
      { passed: 0, failed: 1 },
    ]),
  ).toBe('3 passed, 1 failed');
});
