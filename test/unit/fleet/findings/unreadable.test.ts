import { expect, test } from 'vitest';
import { HOUR_MS } from '../../../../lib/model/time';
import { NOW } from '../../builders';
import { findingsIn, found } from './judge';

test('rows of a server that could not be read', () => {
  expect(found({ reading: { unreadableRows: 0 } }, 'unreadableRows')).toBeNull();
  expect(found({ reading: { unreadableRows: 1 } }, 'unreadableRows')).toMatchObject({
    severity: 'warning',
    rows: 1,
    subject: { kind: 'server', key: 'hostup/s1' },
  });
});

test('each part that could not be read is a finding of its own', () => {
  const trouble = { kind: 'timedOut' } as const;
  const partTroubles = [
    { part: 'snapshots', trouble },
    { part: 'schedules', trouble: { kind: 'wrongKey' } },
  ] as const;
  const parts = findingsIn({ reading: { partTroubles } }).filter(({ kind }) => kind === 'partUnread');
  expect(parts).toMatchObject([
    { id: 'partUnread.schedules/hostup/s1', part: 'schedules', severity: 'info' },
    { id: 'partUnread.snapshots/hostup/s1', part: 'snapshots', severity: 'info' },
  ]);
});

test('what an old reading could not read is no news', () => {
  const partTroubles = [{ part: 'snapshots', trouble: { kind: 'timedOut' } }] as const;
  const given = { reading: { unreadableRows: 1, partTroubles }, stored: { readAt: NOW - 3 * HOUR_MS } };
  expect(found(given, 'unreadableRows')).toBeNull();
  expect(found(given, 'partUnread')).toBeNull();
});
