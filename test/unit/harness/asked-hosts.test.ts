import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { judge } from '../../harness/asked-hosts';
import { hostsInNetLog } from '../../harness/net-log';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lastgood-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const START = { constants: { logEventTypes: { URL_REQUEST_START_JOB: 136 } } };
const entry = (params: object, type = 136) => ({
  params,
  phase: 1,
  source: { id: 1, type: 1 },
  time: '1',
  type,
});

function logOf(...lines: readonly string[]): string {
  const file = join(folder, 'net.json');
  writeFileSync(file, `${JSON.stringify(START).slice(0, -1)},\n"events": [\n${lines.join('\n')}`);
  return file;
}

test('Chromium’s log tells who asked for a host, also for one that does not exist', () => {
  const of = (initiator: string, url: string, type = 'other') =>
    `${JSON.stringify(entry({ initiator, url, request_type: type }))},`;
  const file = logOf(
    of('chrome-extension://ours', 'https://admin.vps.org/api?x=https://evil.test'),
    of('chrome-extension://theirs', 'https://theirs.test/'),
    of('https://cloud.hostup.se', 'https://cloud.hostup.se/a.css'),
    of('null', 'wss://evil.test/'),
    of('not an origin', 'https://cloud.hostup.se/', 'main frame'),
    of('not an origin', 'https://update.example/'),
    of('not an origin', 'data:text/html,x', 'main frame'),
    `${JSON.stringify(entry({ net_error: -105 }))},`,
    `${JSON.stringify(entry({ url: 'https://other.test/', initiator: 'null' }, 137))},`,
    of('https://x.test', 'https://cut.test/').slice(0, -9),
  );
  expect(hostsInNetLog(file, 'ours')).toEqual([
    { by: 'extension', host: 'admin.vps.org' },
    { by: 'page', host: 'theirs.test' },
    { by: 'page', host: 'cloud.hostup.se' },
    { by: 'page', host: 'evil.test' },
    { by: 'tab', host: 'cloud.hostup.se' },
    { by: 'browser', host: 'update.example' },
  ]);
});

test('a file that is no such log is an error, not a run without requests', () => {
  const file = join(folder, 'net.json');
  writeFileSync(file, '{}');
  expect(() => hostsInNetLog(file, 'ours')).toThrow(/no log/);
});

test('a host that is new or missing is named, and the browser’s own are set apart by who asked', () => {
  const list = ['extension a.test', 'page a.test', 'reached a.test'];
  const same = judge([...list, 'browser a.test', 'browser update.example'], list);
  expect(same).toEqual({
    missing: [],
    surplus: [],
    ofBrowsers: ['browser a.test', 'browser update.example'],
  });
  const other = judge(['extension a.test', 'extension update.example', 'reached a.test', 'tab a.test'], list);
  expect(other).toEqual({
    missing: ['page a.test'],
    surplus: ['extension update.example', 'tab a.test'],
    ofBrowsers: [],
  });
});
