import type { HttpSession } from '../../http/session';
import type { Account } from '../../model/account';
import type { BackupId } from '../../model/backup';
import type { Operation, WatchHandle } from '../../model/operation';
import type { ServerReading, StoredServer } from '../../model/server';
import { type EpochMs, SECOND_MS } from '../../model/time';
import type { Trouble, TroubleKind } from '../../model/trouble';
import type { Provider } from '../../providers/provider';

/** Whom a request is about, as it is known when it leaves. */
export type Target = { readonly account: Account; readonly stored: StoredServer };

/** What to follow it by, or `done` where the answer itself says that it was done. */
export type Sent = WatchHandle | 'done';
export type Call = (http: HttpSession, target: Target) => Promise<Sent>;

/** What is known right before a request leaves. */
export type Departure = {
  readonly stored: StoredServer;
  readonly providerNow: EpochMs;
  /** Why the server could not be read for it: then its reading may be of any age. */
  readonly unread: Trouble | null;
  /** What a person was told of a change of schedules; null where none was asked. */
  readonly told: string | null;
};

/** What a look at the provider shows, once the request has left. */
export type Sight = {
  readonly provider: Provider;
  readonly stored: StoredServer;
  readonly reading: ServerReading;
  readonly providerNow: EpochMs;
};

/** What a look says of an operation whose own answer is not to be had. */
export type Verdict =
  | { readonly kind: 'done'; readonly newBackups: readonly BackupId[] }
  /** Nothing of it is there, and the provider would show it. */
  | { readonly kind: 'notDone' }
  /** Nothing of it is there, and it may have been done all the same. */
  | { readonly kind: 'unclear' }
  | { readonly kind: 'underWay' }
  /** Too early, or not to be told from this look. */
  | { readonly kind: 'open' };

/** How one kind of task is sent, and what tells what became of it. Made from the task itself by its file in this folder. */
export type Handling = {
  /** The request; null where the provider has no such call. */
  readonly callOf: (provider: Provider) => Call | null;
  /** What stands against it by the youngest reading there is, right before it leaves; null where nothing does. */
  readonly refusalOf: (departure: Departure) => Trouble | null;
  readonly verdictOf: (operation: Operation, sight: Sight) => Verdict;
  /** What is said where looking shows that it was not done. */
  readonly missing: 'notMade' | 'notDone';
  /** Refusals after which a look may find it done: it was done before. */
  readonly mayBeDone: ReadonlySet<TroubleKind>;
  /** Whether a look needs the server's own entry in the list of servers, beside its backups. */
  readonly readsEntry: boolean;
};

/** A request needs this long at most to show at the provider. Our choice: no document states a time. */
const SHOWS_WITHIN_MS = 90 * SECOND_MS;

/** Whether it may simply be too early for a request to show. */
export function isEarly({ askedAt }: Operation, { providerNow }: Sight): boolean {
  return providerNow - askedAt < SHOWS_WITHIN_MS;
}

export const open: Verdict = { kind: 'open' };
export const done: Verdict = { kind: 'done', newBackups: [] };
