import type { ServerRow } from '../../lib/fleet/types';
import type { AccountId, ServerId } from '../../lib/model/account';
import type { Result } from '../../lib/model/messages';

/** What the confirm page asks of the world around it. */
export type ConfirmActions = {
  readonly backUpNow: (row: ServerRow, note: string | null) => Promise<Result<unknown>>;
  /** From now on backups of this account start from its provider's panel without a question. */
  readonly allowFromPanel: (accountId: AccountId) => Promise<Result<null>>;
  readonly rememberNumber: (
    accountId: AccountId,
    serverId: ServerId,
    legacyId: string,
  ) => Promise<Result<null>>;
  readonly openOptions: () => void;
  readonly close: () => void;
};

/** What a link to the confirm page asks for. */
export type Request =
  | { readonly kind: 'backup'; readonly key: string }
  | { readonly kind: 'legacy'; readonly key: string; readonly number: string };

/** Reads the part of the address after "#"; null where it asks for nothing that exists. */
export function requestOf(hash: string): Request | null {
  const parts = new URLSearchParams(hash.replace(/^#/, ''));
  const backup = parts.get('backup');
  if (backup !== null) return { kind: 'backup', key: backup };
  const legacy = parts.get('legacy');
  const number = parts.get('number');
  return legacy !== null && number !== null && /^[1-9]\d{0,15}$/.test(number)
    ? { kind: 'legacy', key: legacy, number }
    : null;
}
