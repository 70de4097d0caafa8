import type { Finding } from '../../model/finding';
import type { Settings } from '../../model/settings';
import type { StoredState } from '../../model/state';
import { type EpochMs, HOUR_MS, MINUTE_MS } from '../../model/time';
import { agoOf } from '../ago';
import { isRestorePoint } from '../restore-points';
import type { BareRow } from '../rows';
import { type Draft, ourTime } from './draft';
import { isMuted } from './hush';

const SPOKEN_OF_FOR_MS = 12 * HOUR_MS;
/** What is found within this time of coming back is taken to have changed meanwhile. */
const FIRST_LOOK_MS = HOUR_MS;
/** A large fleet is read anew within this time: only then is there something to tell. */
const PATIENCE_MS = 10 * MINUTE_MS;

/** That nobody watched for a while, and what the first look afterwards found. */
export function watchFindings(rows: readonly BareRow[], state: StoredState, now: EpochMs): readonly Draft[] {
  const gap = state.watch.gaps
    .filter(({ to }) => {
      const agoMs = agoOf(to, now);
      return agoMs !== null && agoMs <= SPOKEN_OF_FOR_MS;
    })
    .reduce<Gap | null>((newest, next) => (newest === null || next.to > newest.to ? next : newest), null);
  if (gap === null) return [];
  const { from, to } = gap;
  const isFirstLook = (at: EpochMs | null) => at !== null && at >= to && at < to + FIRST_LOOK_MS;
  const records = state.findings.filter(({ finding }) => isNews(finding, state.settings));
  const began = records.filter(({ firstSeenAt }) => isFirstLook(firstSeenAt)).length;
  const ended = records.filter(({ endedAt }) => isFirstLook(endedAt)).length;
  const backups = rows.flatMap((row) => restorePointsMade(row, gap, state, now)).length;
  return [
    {
      facts: { kind: 'notWatched', from, to, began, ended, backups },
      severity: 'info',
      since: to,
      occurrence: String(from),
      patienceMs: PATIENCE_MS,
    },
  ];
}

/** What a person hears of: neither what another finding tells, nor what is switched off, nor the spans themselves. */
function isNews(finding: Finding, settings: Settings): boolean {
  return finding.kind !== 'notWatched' && finding.tellFrom !== null && !isMuted(finding, settings);
}

type Gap = StoredState['watch']['gaps'][number];

/** The moments, by our clock, at which a server's restore points were made in the gap. */
function restorePointsMade(
  row: BareRow,
  { from, to }: Gap,
  { settings }: StoredState,
  now: EpochMs,
): readonly EpochMs[] {
  return row.backups.flatMap((backup) => {
    if (backup.createdAt === null || !isRestorePoint(backup, row.providerNow)) return [];
    const at = ourTime(backup.createdAt, { row, settings, now });
    return at > from && at <= to ? [at] : [];
  });
}
