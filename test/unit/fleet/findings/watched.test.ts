import { describe, expect, test } from 'vitest';
import { overview } from '../../../../lib/fleet/overview';
import type { Finding, FindingRecord, Watch } from '../../../../lib/model/finding';
import type { StoredState } from '../../../../lib/model/state';
import { CLOCK_TOLERANCE_MS, DAY_MS, HOUR_MS, MINUTE_MS } from '../../../../lib/model/time';
import { aBackup, aReading, aServer, aState, aStatus, aStored, NOW } from '../../builders';

const FROM = NOW - 34 * HOUR_MS;
const TO = NOW - HOUR_MS / 2;
const SKEW_MS = 3 * HOUR_MS;

function findingOf(gaps: Watch['gaps'], over: Partial<StoredState> = {}) {
  const state = aState({ watch: { aliveAt: NOW, gaps }, ...over });
  const all = overview(state, NOW).findings.map(({ finding }) => finding);
  return all.find((finding) => finding.kind === 'notWatched') ?? null;
}

/** A record of a finding of any kind that was first seen and that ended at these moments. */
function aRecord(
  firstSeenAt: number,
  endedAt: number | null,
  kind: Finding['kind'] = 'never',
  tellFrom: number | null = firstSeenAt,
): FindingRecord {
  const subject = { kind: 'browser' } as const;
  const finding = { kind, id: `${kind}/x`, subject, occurrence: null, tellFrom } as unknown as Finding;
  return { id: `${kind}#${firstSeenAt}`, finding, firstSeenAt, endedAt, noticeId: null, toldAt: null };
}

describe('not watched', () => {
  test('says from when to when, and is told once the fleet has had time to be read anew', () => {
    expect(findingOf([{ from: FROM, to: TO }])).toMatchObject({
      severity: 'info',
      from: FROM,
      to: TO,
      occurrence: String(FROM),
      beganAt: TO,
      tellFrom: TO + 10 * MINUTE_MS,
      subject: { kind: 'browser' },
    });
  });

  test('nothing where there was no such time', () => {
    expect(findingOf([])).toBeNull();
  });

  test.each<[string, number, boolean]>([
    ['just ended', 0, true],
    ['ended twelve hours ago', 12 * HOUR_MS, true],
    ['ended longer ago', 12 * HOUR_MS + 1, false],
    ['ends a little ahead, as clocks differ', -CLOCK_TOLERANCE_MS, true],
    ['ends in a future that a clock set back has taken away', -CLOCK_TOLERANCE_MS - 1, false],
  ])('one that %s', (_name, agoMs, isFound) => {
    const to = NOW - agoMs;
    expect(findingOf([{ from: to - DAY_MS, to }]) !== null).toBe(isFound);
  });

  test('of several the last, in whichever order', () => {
    const gaps = [
      { from: NOW - 9 * HOUR_MS, to: NOW - 6 * HOUR_MS },
      { from: NOW - 5 * HOUR_MS, to: NOW - HOUR_MS },
      { from: NOW + DAY_MS, to: NOW + 2 * DAY_MS },
    ];
    expect(findingOf(gaps)?.occurrence).toBe(String(NOW - 5 * HOUR_MS));
    expect(findingOf([...gaps].reverse())?.occurrence).toBe(String(NOW - 5 * HOUR_MS));
  });
});

describe('what changed meanwhile', () => {
  const gaps = [{ from: FROM, to: TO }];

  test('is what the first hour afterwards found, without the spans themselves', () => {
    const findings = [
      aRecord(TO - 1, null),
      aRecord(TO, null),
      aRecord(TO + HOUR_MS - 1, null),
      aRecord(TO + HOUR_MS, null),
      aRecord(TO, null, 'notWatched'),
      aRecord(FROM - DAY_MS, TO - 1),
      aRecord(FROM - DAY_MS, TO),
      aRecord(FROM - DAY_MS, TO, 'notWatched'),
    ];
    expect(findingOf(gaps, { findings })).toMatchObject({ began: 2, ended: 1 });
  });

  test('counts neither what another finding tells nor what is switched off', () => {
    const findings = [
      aRecord(TO, null, 'quotaNear'),
      aRecord(FROM, TO, 'quotaNear'),
      aRecord(TO, null, 'overdue', null),
      aRecord(FROM, TO, 'overdue', null),
    ];
    expect(findingOf(gaps, { findings })).toMatchObject({ began: 0, ended: 0 });
    const settings = { ...aState().settings, mutedTopics: [] };
    expect(findingOf(gaps, { findings, settings })).toMatchObject({ began: 1, ended: 1 });
  });

  test('counts the restore points that were made, by our clock', () => {
    const at = (id: string, ours: number | null, over = {}) =>
      aBackup({ id, createdAt: ours === null ? null : ours + SKEW_MS, ...over });
    const backups = [
      at('at the beginning', FROM),
      at('just after it', FROM + 1),
      at('at the end', TO),
      at('after it', TO + 1),
      at('undated', null),
      at('running', TO - 1, { state: 'running' }),
    ];
    const other = aStored({
      server: aServer({ id: 's2' }),
      reading: aReading({ backups: [at('of another server', TO)] }),
    });
    const over = {
      statuses: [aStatus({ skewMs: SKEW_MS })],
      servers: [aStored({ reading: aReading({ backups }) }), other],
    };
    expect(findingOf(gaps, over)).toMatchObject({ backups: 3 });
  });

  test('a server that two keys reach is counted once', () => {
    const reading = aReading({ backups: [aBackup({ createdAt: TO })] });
    const accounts = ['a1', 'a2'].map(
      (id) => ({ ...aState().accounts[0], id }) as StoredState['accounts'][0],
    );
    const over = {
      accounts,
      statuses: accounts.map(({ id }) => aStatus({ accountId: id })),
      servers: accounts.map(({ id }) => aStored({ accountId: id, reading })),
    };
    expect(findingOf(gaps, over)).toMatchObject({ backups: 1 });
  });
});
