import { beforeAll, expect, test } from 'vitest';
import { costOf } from '../../../lib/fleet/impact/cost';
import { evictionOf } from '../../../lib/fleet/impact/eviction';
import { DAY_MS } from '../../../lib/model/time';
import { setLanguages } from '../../../lib/text/i18n';
import { evictionSentence } from '../../../lib/text/impact';
import { aBackup, NOW, someSettings } from '../builders';
import { aRow } from '../fleet/impact/rows';

beforeAll(() => setLanguages(['en-GB']));

test.each([true, false])('a backup that takes the last good one’s place says so: %s', (isLastGood) => {
  const old = aBackup({ id: 'old', createdAt: NOW - 2 * DAY_MS });
  const newer = aBackup({ id: 'newer', createdAt: NOW - DAY_MS });
  const backups = isLastGood ? [old] : [newer, old];
  const { length } = backups;
  const quota = { kind: 'limited', used: length, limit: length, remaining: 0 } as const;
  const row = aRow({ reading: { backups, quota, settings: someSettings({ autoDeleteOldest: true }) } });
  const eviction = evictionOf(row);
  if (eviction === null) throw new Error('no slot is free');
  expect(costOf(row)).toMatchObject({ backupId: 'old', isLastGood });
  expect(/deletes the oldest .* That is the last good backup\.$/.test(evictionSentence(eviction, row))).toBe(
    isLastGood,
  );
});
