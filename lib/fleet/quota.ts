import type { Quota } from '../model/backup';
import type { QuotaLevel } from './types';

/** How full a quota is: `near` with one slot left or 80 % used. A limit that nobody states is `notStated`, never free. */
export function quotaLevelOf(quota: Quota): QuotaLevel {
  if (quota.kind !== 'limited') return quota.kind;
  if (quota.remaining <= 0) return 'full';
  return quota.remaining <= 1 || quota.used / quota.limit >= 0.8 ? 'near' : 'free';
}
