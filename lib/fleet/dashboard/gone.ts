import type { SeenBackup } from '../../model/finding';
import type { ServerRow } from '../types';
import { endOf, type PointEnd } from './timeline';

/** Those of the ledger that the last complete list no longer named, each with its end. */
export function goneOf({ backups, stored }: ServerRow): readonly Gone[] {
  const listed = new Set(backups.map(({ id }) => id));
  return stored.seen.flatMap((seen) => {
    const end = endOf(seen);
    return end === null || listed.has(seen.id) ? [] : [{ seen, end }];
  });
}

export type Gone = { readonly seen: SeenBackup; readonly end: PointEnd };
