import type { Quota } from '../model/backup';
import type { QuotaLevel } from './types';

/**
 * How full a quota is: `near` with one slot left or `nearPercent` used, and never while nothing is. A limit that
 * nobody states is `notStated`, never free.
 */
export function quotaLevelOf(quota: Quota, nearPercent: number): QuotaLevel {
  if (quota.kind !== 'limited') return quota.kind;
  if (quota.remaining <= 0) return 'full';
  const isNear = quota.remaining <= 1 || (100 * quota.used) / quota.limit >= nearPercent;
  return quota.used > 0 && isNear ? 'near' : 'free';
}
