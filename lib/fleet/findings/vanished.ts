import type { NamedBackup } from '../../model/backup';
import type { SeenBackup } from '../../model/finding';
import { DAY_MS } from '../../model/time';
import { agoOf } from '../ago';
import type { Draft, ServerCase } from './draft';
import { named } from './named';

/** How long it is spoken of: what is lost stays lost, and nothing that a person does would end it. */
const SPOKEN_OF_FOR_MS = 7 * DAY_MS;

/** Restore points that are gone without any reason that Lastgood knows of. */
export function vanishedFindings({ row, now }: ServerCase): readonly Draft[] {
  if (row.stored.goneSince !== null) return [];
  const lost = row.stored.seen.flatMap((entry) => {
    if (entry.gone === null || entry.gone.why !== 'unexplained') return [];
    const agoMs = agoOf(entry.gone.at, now);
    return agoMs === null || agoMs > SPOKEN_OF_FOR_MS ? [] : [{ entry, at: entry.gone.at }];
  });
  if (lost.length === 0) return [];
  const goneAt = Math.max(...lost.map(({ at }) => at));
  const last = lost.filter(({ at }) => at === goneAt).map(({ entry }) => entry.id);
  return [
    {
      facts: { kind: 'vanished', backups: namedNewestFirst(lost.map(({ entry }) => entry)), goneAt },
      severity: 'error',
      since: goneAt,
      // Two keys that reach the server saw it go at two moments: it is the same loss.
      occurrence: last.sort()[0] ?? String(goneAt),
    },
  ];
}

function namedNewestFirst(entries: readonly SeenBackup[]): readonly NamedBackup[] {
  return entries.map(named).sort((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0) || (a.id < b.id ? -1 : 1));
}
