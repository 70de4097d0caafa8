import { describe, expect, test } from 'vitest';
import type { Operation } from '../../../../lib/model/operation';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../../lib/model/time';
import { aBackup, aNamedBackup, anOperation, NOW } from '../../builders';
import { type Case, findingsIn, found } from './judge';

/** Backups made through Lastgood that took so many minutes each. */
function took(...minutes: readonly number[]): readonly Operation[] {
  return minutes.map((each, i) => {
    const createdAt = NOW - (i + 1) * DAY_MS;
    return ended({ id: `e${i}`, createdAt, endedAt: createdAt + each * MINUTE_MS });
  });
}

function ended(over: object): Operation {
  return anOperation({ state: 'succeeded', toldAt: NOW, newBackups: [], ...over } as Partial<Operation>);
}

function open(ageMs: number, over: Partial<Operation> = {}): Operation {
  return anOperation({ createdAt: NOW - ageMs, ...over });
}

function locked(ageMs: number): Case {
  return { server: { locked: true }, stored: { lockedSince: NOW - ageMs } };
}

describe('how long is too long', () => {
  test.each<[string, readonly Operation[], number]>([
    ['two hours without history', [], 2 * HOUR_MS],
    ['half an hour where it is quick', took(2, 3, 4), 30 * MINUTE_MS],
    ['half an hour where three times as long is just that', took(10), 30 * MINUTE_MS],
    ['three times the median', took(5, 20, 60), 60 * MINUTE_MS],
    ['three times the middle of two', took(20, 40), 90 * MINUTE_MS],
    ['longer than two hours where that is usual', took(60), 180 * MINUTE_MS],
    [
      'failures say nothing',
      [ended({ state: 'failed', trouble: { kind: 'timedOut' }, endedAt: NOW })],
      2 * HOUR_MS,
    ],
    [
      'nor do deletions',
      [
        ended({
          task: { kind: 'delete', backup: aNamedBackup({ id: 'b1' }) },
          createdAt: NOW - 9,
          endedAt: NOW - 8,
        }),
      ],
      2 * HOUR_MS,
    ],
    ['nor a clock that was set back', [ended({ createdAt: NOW, endedAt: NOW - DAY_MS })], 2 * HOUR_MS],
  ])('%s', (_name, history, allowedMs) => {
    const stuck = (ageMs: number) => found({ operations: [...history, open(ageMs)] }, 'stuck');
    expect(stuck(allowedMs)).toBeNull();
    expect(stuck(allowedMs + SECOND_MS)).toMatchObject({
      what: 'operation',
      severity: 'warning',
      occurrence: 'o1',
      startedAt: NOW - allowedMs - SECOND_MS,
      beganAt: NOW - SECOND_MS,
    });
  });

  test.each<[string, Case]>([
    ['a lock', locked(3 * HOUR_MS)],
    ['a backup', { reading: { backups: [aBackup({ state: 'running', createdAt: NOW - 3 * HOUR_MS })] } }],
  ])('%s is stuck by a reading that still found it after that time', (_name, given) => {
    const read = (readAgoMs: number) =>
      found(
        {
          ...given,
          stored: { ...given.stored, readAt: NOW - readAgoMs },
          settings: { refreshEveryMs: 6 * HOUR_MS },
        },
        'stuck',
      );
    expect(read(HOUR_MS)).toBeNull();
    expect(read(HOUR_MS - SECOND_MS)).toMatchObject({ beganAt: NOW - HOUR_MS });
  });

  test('tells what is usual, where that is known', () => {
    expect(found({ operations: [open(DAY_MS)] }, 'stuck')).toMatchObject({ usualMs: null });
    expect(found({ operations: [...took(5, 20, 60), open(DAY_MS)] }, 'stuck')).toMatchObject({
      usualMs: 20 * MINUTE_MS,
    });
  });
});

describe('an operation of ours', () => {
  test('is judged though the server could not be read, or is gone', () => {
    const operations = [open(3 * HOUR_MS)];
    expect(found({ operations, stored: { readAt: NOW - DAY_MS } }, 'stuck')).not.toBeNull();
    expect(found({ operations, stored: { reading: null, readAt: null } }, 'stuck')).not.toBeNull();
    expect(found({ operations, stored: { goneSince: NOW - DAY_MS } }, 'stuck')).not.toBeNull();
  });

  test('the oldest speaks for all; one that has ended and one from the future do not', () => {
    const operations = [open(3 * HOUR_MS, { id: 'o1' }), open(4 * HOUR_MS, { id: 'o2' })];
    expect(found({ operations }, 'stuck')).toMatchObject({ occurrence: 'o2' });
    expect(found({ operations: [open(-DAY_MS)] }, 'stuck')).toBeNull();
    const undecided = ended({ state: 'undecided', createdAt: NOW - DAY_MS, endedAt: NOW });
    expect(found({ operations: [undecided] }, 'stuck')).toBeNull();
  });
});

describe('a lock', () => {
  test('by our clock, since the first list that told of it', () => {
    const status = { skewMs: 5 * HOUR_MS };
    expect(found({ ...locked(2 * HOUR_MS), status }, 'stuck')).toBeNull();
    expect(found({ ...locked(2 * HOUR_MS + SECOND_MS), status }, 'stuck')).toMatchObject({
      what: 'lock',
      occurrence: String(NOW - 2 * HOUR_MS - SECOND_MS),
    });
  });

  test.each<[string, Case]>([
    ['opened', { stored: { lockedSince: NOW - DAY_MS } }],
    ['of unknown beginning', { server: { locked: true } }],
    [
      'of an old reading',
      { server: { locked: true }, stored: { lockedSince: NOW - DAY_MS, readAt: NOW - DAY_MS } },
    ],
  ])('says nothing once %s', (_name, given) => {
    expect(found(given, 'stuck')).toBeNull();
  });
});

describe('a backup under way', () => {
  const running = (ageMs: number, id = 'r1') => aBackup({ id, state: 'running', createdAt: NOW - ageMs });
  const stuck = (given: Case) => found(given, 'stuck');

  test('that nobody here started', () => {
    expect(stuck({ reading: { backups: [aBackup(), running(2 * HOUR_MS)] } })).toBeNull();
    expect(stuck({ reading: { backups: [aBackup(), running(2 * HOUR_MS + 1)] } })).toMatchObject({
      what: 'backup',
      occurrence: 'r1',
      beganAt: NOW - 1,
    });
  });

  test.each([HOUR_MS, -HOUR_MS])('by the provider’s clock (%i ms ahead)', (skewMs) => {
    const at = (ageMs: number) =>
      stuck({ reading: { backups: [aBackup(), running(ageMs - skewMs)] }, status: { skewMs } });
    expect(at(2 * HOUR_MS)).toBeNull();
    expect(at(2 * HOUR_MS + 1)).toMatchObject({
      beganAt: NOW - 1,
      startedAt: NOW + skewMs - 2 * HOUR_MS - 1,
    });
  });

  test('is the operation that is under way: said once', () => {
    const backups = [aBackup(), running(3 * HOUR_MS)];
    const given = { reading: { backups }, operations: [open(3 * HOUR_MS)] };
    expect(stuck(given)).toMatchObject({ what: 'operation' });
    expect(stuck({ reading: { backups }, operations: [open(HOUR_MS)] })).toBeNull();
  });

  test('several are one finding; one without a date cannot be judged', () => {
    const backups = [running(3 * HOUR_MS), running(4 * HOUR_MS, 'r2')];
    expect(stuck({ reading: { backups } })).toMatchObject({ occurrence: 'r2' });
    const undated = aBackup({ state: 'running', createdAt: null });
    expect(stuck({ reading: { backups: [undated] } })).toBeNull();
  });

  test('a lock is another thing', () => {
    const given = { ...locked(DAY_MS), reading: { backups: [aBackup(), running(DAY_MS)] } };
    const whats = findingsIn(given).flatMap((finding) => (finding.kind === 'stuck' ? [finding.what] : []));
    expect(whats.sort()).toEqual(['backup', 'lock']);
  });
});
