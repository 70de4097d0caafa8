import { describe, expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../../../lib/model/time';
import type { Trouble } from '../../../../lib/model/trouble';
import { NOW } from '../../builders';
import { type Case, found } from './judge';

const SINCE = NOW - 10 * MINUTE_MS;

function inTrouble(trouble: Trouble | null, more: Case = {}) {
  return found({ ...more, status: { trouble, troubleSince: SINCE, ...more.status } }, 'accountTrouble');
}

describe('an account that cannot be read', () => {
  test.each<Trouble>([
    { kind: 'wrongKey' },
    { kind: 'keyMissing' },
    { kind: 'keyDamaged' },
    { kind: 'permissionMissing', origin: 'https://example.com' },
    { kind: 'forbidden', detail: null },
  ])('what only a person can mend is an error, at once: $kind', (trouble) => {
    expect(inTrouble(trouble)).toMatchObject({
      severity: 'error',
      trouble,
      checkedAt: NOW,
      beganAt: SINCE,
      tellFrom: SINCE,
      subject: { kind: 'account', accountId: 'a1', provider: 'hostup', label: 'work' },
    });
  });

  test.each<Trouble>([
    { kind: 'rateLimited', retryAt: NOW + HOUR_MS, stated: true },
    { kind: 'unreachable' },
    { kind: 'timedOut' },
    { kind: 'providerError', status: 500, detail: null },
    { kind: 'notJson', status: 200 },
    { kind: 'unexpectedShape', where: 'backups' },
    { kind: 'internal', where: 'TypeError' },
  ])('what may pass waits until what is shown is too old: $kind', (trouble) => {
    const expected = { severity: 'warning', beganAt: SINCE };
    expect(inTrouble(trouble)).toMatchObject({ ...expected, tellFrom: SINCE + 2 * HOUR_MS });
    const rarely = inTrouble(trouble, { settings: { refreshEveryMs: HOUR_MS } });
    expect(rarely).toMatchObject({ ...expected, tellFrom: SINCE + 3 * HOUR_MS });
  });

  test('no trouble, no finding', () => {
    expect(inTrouble(null)).toBeNull();
  });

  test('stays while the next attempt is under way', () => {
    const status = { refresh: { startedAt: NOW, listed: false } };
    expect(inTrouble({ kind: 'wrongKey' }, { status })).not.toBeNull();
  });

  test('never checked, and of an unknown beginning', () => {
    const given = { status: { checkedAt: null, troubleSince: null } };
    expect(inTrouble({ kind: 'unreachable' }, given)).toMatchObject({ checkedAt: null, beganAt: NOW });
  });
});

describe('one outage is one beginning', () => {
  const occurrence = (trouble: Trouble, troubleSince = SINCE) => {
    const finding = inTrouble(trouble, { status: { troubleSince } });
    return finding && finding.occurrence;
  };

  test('whatever of it shows', () => {
    expect(occurrence({ kind: 'timedOut' })).toBe(occurrence({ kind: 'unreachable' }));
    const limited = (retryAt: number) => occurrence({ kind: 'rateLimited', retryAt, stated: true });
    expect(limited(NOW + 1)).toBe(limited(NOW + 2));
  });

  test('a key that is refused meanwhile is another, and so is the next outage', () => {
    expect(occurrence({ kind: 'wrongKey' })).not.toBe(occurrence({ kind: 'unreachable' }));
    expect(occurrence({ kind: 'wrongKey' })).not.toBe(occurrence({ kind: 'forbidden', detail: null }));
    expect(occurrence({ kind: 'unreachable' })).not.toBe(occurrence({ kind: 'unreachable' }, NOW));
  });
});

test('rows of the account’s lists that could not be read', () => {
  expect(found({}, 'unreadableRows')).toBeNull();
  expect(found({ status: { unreadableRows: 2 } }, 'unreadableRows')).toMatchObject({
    id: 'unreadableRows/a1',
    severity: 'warning',
    rows: 2,
    subject: { kind: 'account' },
  });
});
