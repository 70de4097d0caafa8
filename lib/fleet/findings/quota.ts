import { deletesOldest } from '../impact/slots';
import type { Draft, ReadingCase } from './draft';
import { probablyEvicted } from './eviction';
import { named } from './named';
import { enabledSchedules, isStarved, rotates } from './rotation';

/**
 * What a server's slots ask for. Nothing is said of a limit that nobody states, of one of 0 ("not in this plan"), nor
 * while the schedules merely replace their own copies.
 */
export function quotaFindings(current: ReadingCase): readonly Draft[] {
  const { reading } = current;
  if (rotates(reading)) return [];
  const consequence = starvedDraft(current) ?? evictsDraft(current);
  const level = levelDraft(current, consequence !== null);
  return [consequence, level].filter((draft) => draft !== null);
}

/** One finding for "no slot" and "may delete the oldest": the provider does not say which of the two happens. */
function starvedDraft({ row, reading }: ReadingCase): Draft | null {
  const [next] = [...enabledSchedules(reading)].sort(
    (a, b) => (a.nextRunAt ?? Number.MAX_VALUE) - (b.nextRunAt ?? Number.MAX_VALUE) || (a.id < b.id ? -1 : 1),
  );
  if (next === undefined || !isStarved(reading)) return null;
  const evicts = deletesOldest(reading);
  const oldest = evicts === false ? null : probablyEvicted(reading.backups, row.providerNow);
  return {
    facts: {
      kind: 'starved',
      schedule: { frequency: next.frequency, nextRunAt: next.nextRunAt },
      evicts,
      oldest: oldest && named(oldest),
    },
    severity: 'warning',
    since: null,
  };
}

function evictsDraft({ row, reading }: ReadingCase): Draft | null {
  if (row.quotaLevel !== 'full' || reading.settings === null || reading.settings.autoDeleteOldest !== true) {
    return null;
  }
  const oldest = probablyEvicted(reading.backups, row.providerNow);
  return oldest && { facts: { kind: 'evicts', oldest: named(oldest) }, severity: 'warning', since: null };
}

/** Where its consequence is a finding of its own, that one interrupts for both. */
function levelDraft({ row, reading }: ReadingCase, hasConsequence: boolean): Draft | null {
  if (reading.quota.kind !== 'limited') return null;
  const { used, limit, remaining } = reading.quota;
  if (row.quotaLevel === 'full') {
    return {
      facts: { kind: 'quotaFull', used, limit },
      severity: 'warning',
      since: null,
      told: !hasConsequence,
    };
  }
  if (row.quotaLevel !== 'near') return null;
  return { facts: { kind: 'quotaNear', used, limit, remaining }, severity: 'info', since: null };
}
