import type { FindingFacts, Severity } from '../../model/finding';
import type { ServerReading } from '../../model/server';
import type { Settings } from '../../model/settings';
import type { EpochMs } from '../../model/time';
import type { BareRow } from '../rows';

/** A finding as the judge of its kind states it; `find.ts` adds who it is about, its id and its beginning. */
export type Draft = {
  readonly facts: FindingFacts;
  readonly severity: Severity;
  /** When it began, by our clock, as far as the data say so. */
  readonly since: EpochMs | null;
  /** Tells two findings of one kind and one subject apart, such as the parts that could not be read. */
  readonly of?: string;
  /** See `Finding.occurrence`. */
  readonly occurrence?: string;
  /** How long it must last before it interrupts a person. */
  readonly patienceMs?: number;
  /** False where another finding tells the same, or the next reading is to say whether it is so. */
  readonly told?: boolean;
};

/** What a judge of one server goes by. `now` is our clock, `row.providerNow` the provider's. */
export type ServerCase = { readonly row: BareRow; readonly settings: Settings; readonly now: EpochMs };

/** The same where the reading can vouch for something: a stale one makes no claims, and what is gone is not judged. */
export type ReadingCase = ServerCase & { readonly reading: ServerReading; readonly readAt: EpochMs };

export function readingCaseOf(current: ServerCase): ReadingCase | null {
  const { isFresh, stored } = current.row;
  const { reading, readAt, goneSince } = stored;
  if (!isFresh || goneSince !== null || reading === null || readAt === null) return null;
  return { ...current, reading, readAt };
}

/** A moment of the provider's clock, by ours. */
export function ourTime(at: EpochMs, { row, now }: ServerCase): EpochMs {
  return at - (row.providerNow - now);
}
