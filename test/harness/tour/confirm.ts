import type { ScheduleTask } from '../../../lib/fleet/schedules/costly';
import type { Simulator } from '../../simulator/simulator';
import { press, waitForText } from '../acts';
import { about, aboutPoint, confirm, examined, keyOf, typeName } from './confirming';
import { sendLegacyNumber } from './in-store';
import type { Scene } from './scene';
import { t } from './words';

export const sample: readonly Scene[] = [
  confirm('nothing', () => ({ kind: 'plan', planId: 'none' }), { shows: () => t('confirm.nothing.title') }),
  about('backup', 'backup', { server: 'cache-03' }),
  about('backup-full', 'backup', { server: 'app-01' }),
  about('backup-unpriced', 'backup', { provider: 'vpsorg', server: 'worker-01' }),
  confirm(
    'number',
    (simulator) => ({ kind: 'legacy', key: keyOf(simulator, 'hostup', 'app-01'), number: '10000' }),
    { shows: () => t('confirm.number.title', { server: 'app-01', number: '10000' }) },
  ),
  confirm(
    'number-wrong',
    (simulator) => ({ kind: 'legacy', key: keyOf(simulator, 'hostup', 'app-01'), number: '99' }),
    {
      shows: () => t('confirm.number.title', { server: 'app-01', number: '99' }),
      async steps({ page }) {
        await press(page, t('options.legacy.check'));
        await waitForText(page, 'VM not found', 20_000);
      },
    },
  ),
];

const weekly = {
  frequency: 'weekly',
  hour: 4,
  minute: null,
  dayOfWeek: 0,
  dayOfMonth: null,
  enabled: true,
  name: 'Weekly',
} as const;

const schedule = (state: string, server: string, task: (simulator: Simulator) => ScheduleTask): Scene =>
  confirm(
    state,
    (simulator) => ({ kind: 'schedule', key: keyOf(simulator, 'hostup', server), task: task(simulator) }),
    { shows: () => t('confirm.fact.scheduleNow') },
  );

/** Questions, none of which is answered. */
export const questions: readonly Scene[] = [
  aboutPoint('restore', 'restore', { server: 'app-01', nth: 1 }),
  aboutPoint(
    'restore-typed',
    'restore',
    { server: 'app-01' },
    { steps: (stage) => typeName(stage, 'app-01') },
  ),
  aboutPoint(
    'restore-without-safety',
    'restore',
    { server: 'app-01', nth: 2 },
    {
      async steps(stage) {
        await examined('app-01')(stage);
        await press(stage.page, t('confirm.safety.check'));
      },
    },
  ),
  aboutPoint('restore-evicts', 'restore', { server: 'mail-02', nth: 3 }),
  aboutPoint('restore-no-slot', 'restore', { server: 'files-03', nth: 1 }),
  aboutPoint('restore-vpsorg', 'restore', { provider: 'vpsorg', server: 'worker-01', nth: 1 }),
  aboutPoint('restore-in-panel', 'restore', { provider: 'vpsbg', server: 'db-archive' }),
  aboutPoint('restore-gone', 'restore', { server: 'app-01', nth: 9 }),
  about(
    'restore-from',
    'restoreFrom',
    { server: 'new-05' },
    {
      steps: async ({ page }) => {
        await waitForText(page, t('confirm.restoreFrom.server'), 20_000);
      },
    },
  ),
  aboutPoint('delete', 'delete', { server: 'app-01', nth: 1 }),
  aboutPoint('delete-last', 'delete', { server: 'solo-04' }),
  aboutPoint(
    'delete-protected',
    'delete',
    { server: 'app-01', nth: 3 },
    {
      onceAt: 'popup.html',
      once: ({ home, simulator }) =>
        sendLegacyNumber(home, 'work', simulator.world.serverNamed('hostup', 'app-01').id, '10000'),
    },
  ),
  about('make-room', 'makeRoom', { server: 'mail-02' }),
  about('make-room-impossible', 'makeRoom', { server: 'files-03' }),
  confirm('bulk', () => ({ kind: 'overdue' }), { shows: () => t('bulk.oneByOne') }),
  confirm(
    'bulk-chosen',
    (simulator) => ({
      kind: 'servers',
      keys: ['app-01', 'mail-02', 'client-shop'].map((name) => keyOf(simulator, 'hostup', name)),
    }),
    { shows: () => t('bulk.oneByOne') },
  ),
  schedule('schedule-save', 'files-03', () => ({
    kind: 'saveSchedule',
    schedule: { ...weekly, retentionCount: 1 },
  })),
  {
    ...schedule('schedule-limits', 'mail-02', () => ({
      kind: 'changeSettings',
      change: { totalLimit: 2, autoDeleteOldest: true },
    })),
    shows: () => t('confirm.fact.whenFull'),
  },
  schedule('schedule-delete', 'files-03', ({ world }) => ({
    kind: 'deleteSchedule',
    scheduleId: world.serverNamed('hostup', 'files-03').schedules[0]?.publicId ?? 'none',
  })),
  {
    ...schedule('schedule-gone', 'files-03', () => ({ kind: 'deleteSchedule', scheduleId: 'none' })),
    shows: () => t('confirm.schedule.gone', { provider: 'HostUp' }),
  },
];
