import { readFileSync } from 'node:fs';
import type { Asked, Asker } from './asked-hosts';

/** The part of a line of Chromium's network log that tells of a request; which number means that is in its first line. */
type Entry = {
  readonly type: number;
  readonly params?: { readonly url?: string; readonly initiator?: string; readonly request_type?: string };
};

const STARTED = /"URL_REQUEST_START_JOB":(\d+)/;

/**
 * Every host that a request was begun for, with who began it, whether or not the name led anywhere. The file may stop
 * in the middle of a line: a browser that was ended did not finish it.
 */
export function hostsInNetLog(file: string, extensionId: string): readonly Asked[] {
  const [first = '', ...lines] = readFileSync(file, 'utf8').split('\n');
  const started = Number(STARTED.exec(first)?.[1] ?? Number.NaN);
  if (Number.isNaN(started)) throw new Error(`${file} is no log of Chromium's network`);
  return lines
    .filter((line) => line.includes(`"type":${started}`) && line.includes('"url":') && /\},?$/.test(line))
    .map((line) => JSON.parse(line.replace(/,$/, '')) as Entry)
    .flatMap((entry) => askedIn(entry, started, extensionId));
}

function askedIn({ type, params }: Entry, started: number, extensionId: string): readonly Asked[] {
  if (type !== started || params?.url === undefined || !/^(https?|wss?):/.test(params.url)) return [];
  return [{ by: askerOf(params, extensionId), host: new URL(params.url).hostname }];
}

function askerOf(params: NonNullable<Entry['params']>, extensionId: string): Asker {
  if (params.initiator === `chrome-extension://${extensionId}`) return 'extension';
  // What the browser does by itself has no initiator; nor has an address that is opened in a tab.
  if (params.initiator === 'not an origin') return params.request_type === 'main frame' ? 'tab' : 'browser';
  return 'page';
}
