import type { TroubleKind } from '../model/trouble';

/** Texts that a report may name though their type is any text: each is one of these or is not said. */

export const browsers = ['Firefox', 'Chrome', 'Edge', 'Opera'] as const;

const troubleKinds = {
  wrongKey: true,
  forbidden: true,
  notFound: true,
  busy: true,
  refused: true,
  rateLimited: true,
  providerError: true,
  notJson: true,
  unexpectedShape: true,
  tooLarge: true,
  unreachable: true,
  timedOut: true,
  permissionMissing: true,
  keyMissing: true,
  keyDamaged: true,
  locked: true,
  wrongPassphrase: true,
  accountMissing: true,
  notOffered: true,
  alreadyRunning: true,
  notMade: true,
  notDone: true,
  operationFailed: true,
  callNotFound: true,
  restorePointGone: true,
  protected: true,
  nameMismatch: true,
  wouldEvict: true,
  diskTooSmall: true,
  changed: true,
  gateClosed: true,
  otherServer: true,
  unproven: true,
  duplicate: true,
  noBackground: true,
  internal: true,
} as const satisfies Record<TroubleKind, true>;

/** What a fault may be called: a trouble, the language's own errors, and those of IndexedDB, WebCrypto and fetch. */
export const errorNames: readonly string[] = [
  ...Object.keys(troubleKinds),
  'Error',
  'TypeError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'ZodError',
  'AbortError',
  'ConstraintError',
  'DataCloneError',
  'DataError',
  'InvalidAccessError',
  'InvalidStateError',
  'NetworkError',
  'NotAllowedError',
  'NotFoundError',
  'NotReadableError',
  'NotSupportedError',
  'OperationError',
  'QuotaExceededError',
  'ReadOnlyError',
  'TimeoutError',
  'TransactionInactiveError',
  'UnknownError',
  'VersionError',
  'path',
];

/** The work that a fault was met in. */
export const works = [
  'wake',
  'lock',
  'notice',
  'permissionsChanged',
  'backUpCurrent',
  'menu',
  'skew',
  'stayAwake',
] as const;

/** Where something may be found wrong. */
export type Work = (typeof works)[number];
