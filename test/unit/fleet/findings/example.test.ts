import { expect, test } from 'vitest';
import { hostup } from '../../../../lib/providers/hostup/api';
import { altered, answering, fixture, serverWithId } from '../../../contract/sessions';
import { found, kindsIn } from './judge';

const VPS = 'vps_01hxa3b4c5d6e7f8g9h0j1k2m3';
/** A day after the backups of the older API's example, and before the weekly schedule runs again. */
const NOW = Date.parse('2026-02-10T12:00:00Z');

/** The seven backups by hand that the example's counters state, as the newer list would show them. */
function sevenByHand(): string {
  const dates = [1_769_734_009, 1_769_639_737, 1, 2, 3, 4, 5].map((at, i) =>
    i < 2 ? at : 1_769_639_737 - at * 86_400,
  );
  return altered('hostup/v2-backups', (list) => ({
    ...list,
    backups: dates.map((seconds, i) => ({
      id: `bkp_${i + 1}`,
      createdAt: new Date(seconds * 1000).toISOString(),
      backupType: 'manual',
    })),
    quotaInfo: { used: 7, limit: 7, remaining: 0 },
  }));
}

test('the reference’s example: 7 of 7 by hand, no slot, a weekly schedule on, deleting the oldest', async () => {
  const path = `/api/v2/vps/${VPS}`;
  const { http } = answering(hostup, {
    [`GET ${path}/backups`]: sevenByHand(),
    [`GET ${path}/backup-schedules`]: '{"schedules": []}',
    [`GET ${path}/snapshots`]: fixture('hostup/v2-snapshots'),
    'GET /api/vm/10000/backups': fixture('hostup/legacy-backups'),
    'GET /api/vm/10000/backup-schedules': fixture('hostup/legacy-backup-schedules'),
  });
  const reading = await hostup.readServer(http, serverWithId(hostup, VPS), '10000');
  const given = { now: NOW, reading };
  // The backups of the example are ten days old, and its lists are cut short by a row that says so.
  expect(kindsIn(given)).toEqual(['exposed', 'quotaFull', 'starved', 'unreadableRows']);
  expect(found(given, 'starved')).toMatchObject({
    schedule: { frequency: 'weekly', nextRunAt: Date.parse('2026-02-10T00:00:00Z') },
    evicts: true,
    oldest: { id: 'bkp_7', kind: 'manual' },
  });
  expect(found(given, 'quotaFull')).toMatchObject({ used: 7, limit: 7 });
});
