import type { Capability } from '../../model/account';
import { hasEnded } from '../../model/operation';
import { MINUTE_MS } from '../../model/time';
import { stopping } from '../create-offer';
import type { ServerRow } from '../types';
import type { Withheld } from './types';

/** What is confirmed is confirmed on a reading no older than this. */
export const CONFIRM_WITHIN_MS = 10 * MINUTE_MS;

/** Why nothing of this kind may be asked for a server now; null where it may. */
export function withheldOf(row: ServerRow, capability: Capability): Withheld | null {
  const { stored, trouble } = row;
  if (!row.capabilities.includes(capability)) return { kind: 'notOffered' };
  if (trouble !== null && stopping.has(trouble.kind)) return { kind: 'unavailable', trouble };
  if (row.writes === 'refused') return { kind: 'readOnlyKey' };
  if (stored.goneSince !== null) return { kind: 'serverGone' };
  if (!isConfirmable(row)) return { kind: 'unread', trouble: stored.trouble };
  if (row.operation !== null && !hasEnded(row.operation)) return { kind: 'running' };
  if (row.backups.some(({ state }) => state === 'running')) return { kind: 'running' };
  return stored.server.locked ? { kind: 'locked' } : null;
}

/** Whether the reading is young enough to confirm anything on, and the last try to read anew did not fail. */
export function isConfirmable({ stored, readAgoMs }: ServerRow): boolean {
  const isFresh = stored.reading !== null && readAgoMs !== null && readAgoMs <= CONFIRM_WITHIN_MS;
  return isFresh && stored.trouble === null;
}
