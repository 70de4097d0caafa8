import type { EpochMs } from './time';

/** Why something could not be read or done. `detail` is the provider's own text, shortened and free of keys. */
export type Trouble =
  | { readonly kind: 'wrongKey' }
  | { readonly kind: 'forbidden'; readonly detail: string | null }
  | { readonly kind: 'notFound'; readonly detail: string | null }
  | { readonly kind: 'busy'; readonly detail: string | null }
  | { readonly kind: 'refused'; readonly status: number; readonly detail: string | null }
  /** `stated` is false where the provider gave no time and `retryAt` is our own choice. */
  | { readonly kind: 'rateLimited'; readonly retryAt: EpochMs; readonly stated: boolean }
  | { readonly kind: 'providerError'; readonly status: number; readonly detail: string | null }
  | { readonly kind: 'notJson'; readonly status: number }
  /** JSON, but not of the documented shape; `where` names the first field that was wrong. */
  | { readonly kind: 'unexpectedShape'; readonly where: string }
  | { readonly kind: 'tooLarge' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'timedOut' }
  | { readonly kind: 'permissionMissing'; readonly origin: string }
  | { readonly kind: 'keyMissing' }
  /** There is a record of the key and it does not open: it was changed, moved or damaged. */
  | { readonly kind: 'keyDamaged' }
  /** A passphrase was set and has not been given since the browser started or Lastgood was locked. */
  | { readonly kind: 'locked' }
  | { readonly kind: 'wrongPassphrase' }
  | { readonly kind: 'accountMissing' }
  | { readonly kind: 'notOffered' }
  | { readonly kind: 'alreadyRunning' }
  /**
   * A request left and the provider shows neither a new backup nor one under way. `answered`: it had taken the
   * request; otherwise no answer ever came.
   */
  | { readonly kind: 'notMade'; readonly answered: boolean }
  /** The same of anything else that was asked for: the provider shows nothing of it. */
  | { readonly kind: 'notDone'; readonly answered: boolean }
  | { readonly kind: 'operationFailed'; readonly detail: string | null }
  /** The documents name a call without its address, and the one that they suggest does not answer to it. */
  | { readonly kind: 'callNotFound'; readonly detail: string | null }
  | { readonly kind: 'restorePointGone' }
  /** The backup is protected at its provider. */
  | { readonly kind: 'protected' }
  /** What a person typed is not the server's name. */
  | { readonly kind: 'nameMismatch' }
  /** The backup of the current state could take the place of the very one that is to be restored. */
  | { readonly kind: 'wouldEvict' }
  | { readonly kind: 'diskTooSmall' }
  /** What was confirmed is no longer so. */
  | { readonly kind: 'changed' }
  /** The provider says that it may not be done now; `reason` is its own word. */
  | { readonly kind: 'gateClosed'; readonly reason: string | null }
  | { readonly kind: 'otherServer'; readonly detail: string | null }
  /** Nothing shows yet that the number of the older API is this server's, and nothing that it is not. */
  | { readonly kind: 'unproven' }
  | { readonly kind: 'duplicate' }
  /** The background gave a page no answer. */
  | { readonly kind: 'noBackground' }
  | { readonly kind: 'internal'; readonly where: string };

export type TroubleKind = Trouble['kind'];

/** Troubles that concern the whole account and not the one server that was being read. */
export const accountWide: ReadonlySet<TroubleKind> = new Set([
  'wrongKey',
  'rateLimited',
  'permissionMissing',
  'keyMissing',
  'keyDamaged',
  'locked',
]);

/** Troubles of a request that the provider turned down: nothing was begun, so nothing failed. */
export const turnedDown: ReadonlySet<TroubleKind> = new Set([
  'wrongKey',
  'forbidden',
  'busy',
  'rateLimited',
  'refused',
]);

/** The one error that the providers and the HTTP layer throw. */
export class TroubleError extends Error {
  override readonly name = 'TroubleError';
  constructor(readonly trouble: Trouble) {
    super(trouble.kind);
  }
}

/** The trouble behind anything thrown; what is not ours is `internal` with the error's name, never its text. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof TroubleError) return error.trouble;
  return { kind: 'internal', where: error instanceof Error ? error.name : typeof error };
}
