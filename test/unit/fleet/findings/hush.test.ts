import { describe, expect, test } from 'vitest';
import { fingerprintOfTarget, snoozeKey } from '../../../../lib/fleet/findings/hush';
import { overview } from '../../../../lib/fleet/overview';
import type { Snooze, SnoozeTarget } from '../../../../lib/model/finding';
import type { Settings } from '../../../../lib/model/settings';
import { CLOCK_TOLERANCE_MS, DAY_MS, HOUR_MS } from '../../../../lib/model/time';
import { aBackup, NOW } from '../../builders';
import { type Case, findingsIn, fullOf, stateOf } from './judge';

/** Overdue and full: two findings of one server. */
const bad: Case = {
  reading: { backups: [aBackup({ createdAt: NOW - 30 * HOUR_MS })], quota: fullOf(1) },
  settings: { mutedTopics: [] },
};
const overdue: SnoozeTarget = { kind: 'finding', id: 'overdue/hostup/s1' };
const server: SnoozeTarget = { kind: 'server', key: 'hostup/s1' };

function aSnooze(target: SnoozeTarget, over: Partial<Snooze> = {}): Snooze {
  return { target: snoozeKey(target), setAt: NOW - HOUR_MS, until: NOW + HOUR_MS, fingerprint: '', ...over };
}

/** The kinds that are hushed, and whether the server still counts on the badge. */
function hushed(given: Case, snoozes: readonly Snooze[], settings: Partial<Settings> = {}, now = NOW) {
  const state = stateOf({ ...given, settings: { ...given.settings, ...settings } });
  const { findings, attention } = overview({ ...state, snoozes }, now);
  const kinds = findings.flatMap(({ finding, hush }) =>
    hush === null ? [] : [`${finding.kind} ${hush.by}`],
  );
  return { kinds: kinds.sort(), attention };
}

describe('a snooze', () => {
  test('of one finding leaves the others', () => {
    expect(hushed(bad, [])).toEqual({ kinds: [], attention: 1 });
    expect(hushed(bad, [aSnooze(overdue)])).toEqual({ kinds: ['overdue snooze'], attention: 1 });
  });

  test('of a server hushes all that is found of it', () => {
    const { kinds, attention } = hushed(bad, [aSnooze(server)]);
    expect(kinds).toEqual(['overdue snooze', 'quotaFull snooze', 'scheduleMissing snooze']);
    expect(attention).toBe(0);
    expect(hushed(bad, [aSnooze({ kind: 'server', key: 'hostup/s2' })]).kinds).toEqual([]);
  });

  test.each<[string, Partial<Snooze>, boolean]>([
    ['a moment before its end', { until: NOW + 1 }, true],
    ['at its end', { until: NOW }, false],
    ['set by a clock a little ahead', { setAt: NOW + CLOCK_TOLERANCE_MS }, true],
    [
      'set in the future: the clock was set back',
      { setAt: NOW + CLOCK_TOLERANCE_MS + 1, until: NOW + DAY_MS },
      false,
    ],
  ])('%s', (_name, over, holds) => {
    expect(hushed(bad, [aSnooze(overdue, over)]).kinds).toEqual(holds ? ['overdue snooze'] : []);
  });

  test('of a server lets an error through that began after it was set', () => {
    const exposed: Case = { reading: { backups: [aBackup({ createdAt: NOW - 49 * HOUR_MS })] } };
    const kindsAt = (setAt: number) => hushed(exposed, [aSnooze(server, { setAt })]).kinds;
    expect(kindsAt(NOW - HOUR_MS)).toContain('exposed snooze');
    expect(kindsAt(NOW - HOUR_MS - 1)).not.toContain('exposed snooze');
    const own = aSnooze({ kind: 'finding', id: 'exposed/hostup/s1' }, { setAt: NOW - DAY_MS });
    expect(hushed(exposed, [own]).kinds).toContain('exposed snooze');
  });

  test('one that is over leaves the server’s in force', () => {
    const { kinds } = hushed(bad, [aSnooze(overdue, { until: NOW }), aSnooze(server)]);
    expect(kinds).toContain('overdue snooze');
  });
});

describe('a snooze "until it changes"', () => {
  const until = (target: SnoozeTarget, given = bad) =>
    aSnooze(target, { until: null, fingerprint: fingerprintOfTarget(target, findingsIn(given)) });
  const newer: Case = {
    ...bad,
    reading: { ...bad.reading, backups: [aBackup({ id: 'b2', createdAt: NOW - 29 * HOUR_MS })] },
  };
  const fuller: Case = {
    ...bad,
    reading: { ...bad.reading, quota: { kind: 'limited', used: 2, limit: 1, remaining: 0 } },
  };

  test('holds while only time passes', () => {
    expect(hushed(bad, [until(overdue)], {}, NOW + HOUR_MS).kinds).toEqual(['overdue snooze']);
    expect(hushed(bad, [until(server)], {}, NOW + HOUR_MS).attention).toBe(0);
  });

  test('ends with a change of what was snoozed, and of nothing else', () => {
    expect(hushed(newer, [until(overdue)]).kinds).toEqual([]);
    expect(hushed(fuller, [until(overdue)]).kinds).toEqual(['overdue snooze']);
    expect(hushed(newer, [until(server)]).kinds).toEqual([]);
    expect(hushed(fuller, [until(server)]).kinds).toEqual([]);
  });

  test('of a server ends when something is found beside it, or mended', () => {
    const worse: Case = { ...bad, reading: { ...bad.reading, unreadableRows: 1 } };
    const better: Case = { ...bad, reading: { ...bad.reading, quota: fullOf(9) } };
    expect(hushed(worse, [until(server)]).kinds).toEqual([]);
    expect(hushed(better, [until(server)]).kinds).toEqual([]);
  });
});

describe('what a person switched off', () => {
  test.each<[string, Partial<Settings>, readonly string[]]>([
    ['a topic', { mutedTopics: ['coverage'] }, ['overdue mute']],
    ['an account', { mutedAccounts: ['a1'] }, ['overdue mute', 'quotaFull mute', 'scheduleMissing mute']],
    ['another account', { mutedAccounts: ['a2'] }, []],
  ])('%s', (_name, settings, kinds) => {
    expect(hushed(bad, [], settings).kinds).toEqual(kinds);
  });

  test('what is off and snoozed says that it is snoozed, which ends', () => {
    const { kinds } = hushed(bad, [aSnooze(overdue)], { mutedTopics: ['coverage'] });
    expect(kinds).toEqual(['overdue snooze']);
  });
});
