import type { Finding } from '../../model/finding';
import type { Trouble } from '../../model/trouble';
import type { BareRow } from '../rows';
import type { FindingAction } from '../types';

/** The one thing that mends a finding, as far as Lastgood can lead to it. `row` is its server's. */
export function actionFor(finding: Finding, row: BareRow | null): FindingAction {
  switch (finding.kind) {
    case 'never':
    case 'overdue':
    case 'exposed':
    case 'expiring':
      return row !== null && row.create.kind === 'offered' ? 'backUp' : 'openPanel';
    case 'unread':
      return finding.trouble === null ? 'retry' : actionForTrouble(finding.trouble);
    case 'accountTrouble':
    case 'partUnread':
      return actionForTrouble(finding.trouble);
    case 'scheduleFailed':
    case 'scheduleLate':
    case 'scheduleOff':
    case 'scheduleMissing':
      return row !== null && row.capabilities.includes('schedule') ? 'openSchedules' : 'openPanel';
    case 'noAutomatic':
    case 'stuck':
      return 'openPanel';
    case 'starved':
    case 'quotaFull':
    case 'evicts':
      return row !== null && row.capabilities.includes('delete') ? 'makeRoom' : 'showServer';
    case 'quotaNear':
    case 'vanished':
    case 'shrunk':
    case 'serverGone':
      return 'showServer';
    case 'unreadableRows':
      return finding.subject.kind === 'server' ? 'showServer' : 'none';
    case 'notWatched':
      return 'none';
  }
}

/** Whether the trouble is one that only the settings can mend: otherwise trying again is what helps. */
export function isMendedInOptions(trouble: Trouble): boolean {
  return ['wrongKey', 'forbidden', 'permissionMissing', 'keyMissing', 'keyDamaged'].includes(trouble.kind);
}

function actionForTrouble(trouble: Trouble): FindingAction {
  if (isMendedInOptions(trouble)) return 'openOptions';
  return trouble.kind === 'rateLimited' ? 'none' : 'retry';
}
