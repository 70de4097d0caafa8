import { describe, expect, test } from 'vitest';
import { isMendedInOptions } from '../../../../lib/fleet/findings/action';
import type { FindingAction } from '../../../../lib/fleet/types';
import type { FindingKind } from '../../../../lib/model/finding';
import { DAY_MS, HOUR_MS } from '../../../../lib/model/time';
import type { Trouble } from '../../../../lib/model/trouble';
import { aBackup, anOperation, NOW, someSettings } from '../../builders';
import { aRun, aSchedule, type Case, fullOf, shownIn, someBackups } from './judge';

function actionOf(given: Case, kind: FindingKind): FindingAction | null {
  const shown = shownIn(given).find(({ finding }) => finding.kind === kind);
  return shown ? shown.action : null;
}

const none: Case = { reading: { backups: [] } };
const aged = (hours: number): Case => ({
  reading: { backups: [aBackup({ createdAt: NOW - hours * HOUR_MS })] },
});

describe('the one thing that mends it', () => {
  test.each<[FindingKind, Case, FindingAction]>([
    ['never', none, 'backUp'],
    ['overdue', aged(30), 'backUp'],
    ['exposed', aged(99), 'backUp'],
    [
      'expiring',
      { reading: { backups: [aBackup({ createdAt: NOW - 9 * HOUR_MS, expiresAt: NOW + HOUR_MS })] } },
      'backUp',
    ],
    ['never', { ...none, status: { capabilities: ['delete'] } }, 'openPanel'],
    ['never', { ...none, status: { writes: 'refused' } }, 'openPanel'],
    ['never', { ...none, operations: [anOperation()] }, 'openPanel'],
    ['scheduleFailed', { reading: { history: [aRun({ createdAt: NOW })] } }, 'openSchedules'],
    ['scheduleOff', { reading: { schedules: [aSchedule({ enabled: false })] } }, 'openSchedules'],
    ['scheduleMissing', {}, 'openSchedules'],
    ['scheduleMissing', { status: { capabilities: ['create'] } }, 'openPanel'],
    ['noAutomatic', { server: { automatic: { kind: 'none' } } }, 'openPanel'],
    ['stuck', { operations: [anOperation({ createdAt: NOW - DAY_MS })] }, 'openPanel'],
    ['quotaFull', { reading: { quota: fullOf(1) } }, 'makeRoom'],
    ['quotaFull', { reading: { quota: fullOf(1) }, status: { capabilities: ['create'] } }, 'showServer'],
    ['evicts', { reading: { quota: fullOf(1), settings: someSettings() } }, 'makeRoom'],
    [
      'starved',
      { reading: { quota: fullOf(1), schedules: [aSchedule()], backups: someBackups(1) } },
      'makeRoom',
    ],
    ['serverGone', { stored: { goneSince: NOW } }, 'showServer'],
    ['unreadableRows', { reading: { unreadableRows: 1 } }, 'showServer'],
    ['unreadableRows', { status: { unreadableRows: 1 } }, 'none'],
    ['unread', { stored: { readAt: NOW - DAY_MS } }, 'retry'],
  ])('%s %#', (kind, given, action) => {
    expect(actionOf(given, kind)).toBe(action);
  });

  test.each<[Trouble, FindingAction]>([
    [{ kind: 'wrongKey' }, 'openOptions'],
    [{ kind: 'forbidden', detail: null }, 'openOptions'],
    [{ kind: 'permissionMissing', origin: 'https://example.com' }, 'openOptions'],
    [{ kind: 'keyMissing' }, 'openOptions'],
    [{ kind: 'keyDamaged' }, 'openOptions'],
    [{ kind: 'rateLimited', retryAt: NOW + HOUR_MS, stated: true }, 'none'],
    [{ kind: 'unreachable' }, 'retry'],
    [{ kind: 'unexpectedShape', where: 'body' }, 'retry'],
  ])('a trouble: %j', (trouble, action) => {
    const status = { trouble, troubleSince: NOW };
    expect(actionOf({ status }, 'accountTrouble')).toBe(action);
    expect(actionOf({ status, stored: { readAt: NOW - DAY_MS } }, 'unread')).toBe(action);
    expect(actionOf({ reading: { partTroubles: [{ part: 'snapshots', trouble }] } }, 'partUnread')).toBe(
      action,
    );
    expect(isMendedInOptions(trouble)).toBe(action === 'openOptions');
  });
});
