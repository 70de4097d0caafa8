import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, SECOND_MS } from '../../../../lib/model/time';
import { aBackup, NOW } from '../../builders';
import { type Case, found, someBackups } from './judge';

const SOON_MS = 72 * HOUR_MS;

/** A backup of yesterday evening that was to be kept for a month. */
function expiringIn(leftMs: number, more: Case = {}): Case {
  const { now = NOW } = more;
  const backup = aBackup({ createdAt: now - 20 * HOUR_MS, expiresAt: now + leftMs });
  return { settings: { goalMs: 40 * DAY_MS }, ...more, reading: { backups: [backup], ...more.reading } };
}

/** Kept for 30 days, of which so much is left. */
function monthlyWith(leftMs: number) {
  return aBackup({ createdAt: NOW + leftMs - 30 * DAY_MS, expiresAt: NOW + leftMs });
}

describe('the last restore point expires', () => {
  const kept = (leftMs: number, more: Case = {}) =>
    found(
      expiringIn(leftMs, { ...more, reading: { backups: [monthlyWith(leftMs)], ...more.reading } }),
      'expiring',
    );

  test('exactly 72 h before, and not earlier', () => {
    expect(kept(SOON_MS)).toMatchObject({
      severity: 'warning',
      expiresAt: NOW + SOON_MS,
      last: true,
      occurrence: 'b1',
      beganAt: NOW,
    });
    expect(kept(SOON_MS + SECOND_MS)).toBeNull();
    expect(kept(SOON_MS - SECOND_MS)).toMatchObject({ beganAt: NOW - SECOND_MS });
  });

  test('to its last moment; then there is none, which is coverage’s to say', () => {
    expect(kept(1)).not.toBeNull();
    expect(kept(0)).toBeNull();
    expect(found(expiringIn(0), 'never')).not.toBeNull();
  });

  test('one that never expires, and one without a date', () => {
    expect(found({ reading: { backups: [aBackup({ expiresAt: null })] } }, 'expiring')).toBeNull();
    const undated = aBackup({ createdAt: null, expiresAt: NOW + HOUR_MS });
    expect(found({ reading: { backups: [undated] } }, 'expiring')).toBeNull();
  });

  test.each([HOUR_MS, -HOUR_MS])('by the provider’s clock (%i ms ahead)', (skewMs) => {
    const at = (leftMs: number) =>
      kept(0, { status: { skewMs }, reading: { backups: [monthlyWith(leftMs)] } });
    expect(at(SOON_MS + skewMs)).toMatchObject({ last: true, beganAt: NOW });
    expect(at(SOON_MS + skewMs + SECOND_MS)).toBeNull();
  });

  test('a span of one’s own', () => {
    const settings = { goalMs: 40 * DAY_MS, expiringWithinMs: 24 * HOUR_MS };
    expect(kept(24 * HOUR_MS, { settings })).not.toBeNull();
    expect(kept(24 * HOUR_MS + SECOND_MS, { settings })).toBeNull();
  });

  test('what is kept only for days is not expiring from its birth on: half of the time counts', () => {
    const threeDays = (ageMs: number) =>
      found(
        { reading: { backups: [aBackup({ createdAt: NOW - ageMs, expiresAt: NOW - ageMs + 3 * DAY_MS })] } },
        'expiring',
      );
    expect(threeDays(36 * HOUR_MS - SECOND_MS)).toBeNull();
    expect(threeDays(36 * HOUR_MS)).toMatchObject({ last: true });
  });
});

describe('what remains', () => {
  const last = monthlyWith(SOON_MS);
  const madeAt = last.createdAt ?? 0;
  const goalMs = NOW - madeAt;
  const other = (over: Parameters<typeof aBackup>[0]) =>
    aBackup({ id: 'b2', createdAt: madeAt - DAY_MS, ...over });
  const with2 = (over: Parameters<typeof aBackup>[0], goal = 40 * DAY_MS) =>
    found({ reading: { backups: [last, other(over)] }, settings: { goalMs: goal } }, 'expiring');

  test.each<[string, Parameters<typeof aBackup>[0], { readonly last: boolean } | null]>([
    ['is kept', { expiresAt: null }, null],
    ['expires a second after those days', { expiresAt: NOW + SOON_MS + SECOND_MS }, null],
    ['expires at their end as well', { expiresAt: NOW + SOON_MS }, { last: true }],
    ['is under way', { state: 'running' }, { last: true }],
    ['is in a state that nobody explains', { state: 'unknown' }, { last: true }],
    ['has no date', { createdAt: null }, { last: false }],
  ])('%s', (_name, over, expected) => {
    const finding = with2(over);
    expect(finding && { last: finding.last }).toEqual(expected);
  });

  test('is judged by its age now: goal and grace exactly, and a second more', () => {
    const ageOf = (ageMs: number) => with2({ createdAt: NOW - ageMs }, goalMs);
    expect(ageOf(goalMs + 3 * HOUR_MS)).toBeNull();
    expect(ageOf(goalMs + 3 * HOUR_MS + SECOND_MS)).toMatchObject({ last: false, expiresAt: NOW + SOON_MS });
  });

  test('one of the same moment that is kept longer is the last good one', () => {
    expect(with2({ createdAt: madeAt, expiresAt: null })).toBeNull();
  });

  test('an older backup that expires soon is none of it', () => {
    const [newest, ...older] = someBackups(3);
    if (!newest) throw new Error('no backup');
    const backups = [newest, ...older.map((backup) => ({ ...backup, expiresAt: NOW + HOUR_MS }))];
    expect(found({ reading: { backups } }, 'expiring')).toBeNull();
  });
});
