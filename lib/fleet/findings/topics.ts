import type { FindingKind, Topic } from '../../model/finding';

/** The switch that a kind of finding belongs to. `operations` is no finding: it is the end of what a person started. */
export const topicOf: Readonly<Record<FindingKind, Topic>> = {
  never: 'coverage',
  exposed: 'coverage',
  overdue: 'coverage',
  unread: 'coverage',
  starved: 'quota',
  quotaFull: 'quota',
  evicts: 'quota',
  quotaNear: 'nearlyFull',
  scheduleFailed: 'schedules',
  scheduleLate: 'schedules',
  scheduleOff: 'schedules',
  noAutomatic: 'schedules',
  scheduleMissing: 'noSchedule',
  expiring: 'expiring',
  vanished: 'lost',
  shrunk: 'lost',
  stuck: 'stuck',
  accountTrouble: 'accounts',
  unreadableRows: 'accounts',
  partUnread: 'accounts',
  serverGone: 'gone',
  notWatched: 'notWatched',
};
