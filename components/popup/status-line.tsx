import type { Overview } from '../../lib/fleet/types';
import type { AccountId } from '../../lib/model/account';
import { t } from '../../lib/text/i18n';

/** What the status line says: a text, or how the check that a person asked for ended. */
export type Said =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'checked'; readonly accountId: AccountId | null }
  /** What was pressed came to nothing: nothing else would show it. */
  | { readonly kind: 'failed'; readonly text: string }
  /** What a link led to is over: that is for the eyes too, as nothing else answers. */
  | { readonly kind: 'over' };

export function StatusLine({ said, overview }: { readonly said: Said; readonly overview: Overview | null }) {
  return (
    <p
      class={said.kind === 'over' || said.kind === 'failed' ? 'said' : 'hidden'}
      role="status"
      aria-live="polite"
    >
      {wordsFor(said, overview)}
    </p>
  );
}

function wordsFor(said: Said, overview: Overview | null): string {
  if (said.kind === 'text' || said.kind === 'failed') return said.text;
  if (said.kind === 'over') return t('popup.over');
  return overview === null ? '' : outcomeWords(overview, said.accountId);
}

/** The outcome is in the stored state, which may reach the page a moment after the answer does. */
function outcomeWords(overview: Overview, accountId: AccountId | null): string {
  if (overview.refreshing) return t('popup.refreshing');
  const failed = overview.accounts.filter(
    ({ account, status }) => status.trouble !== null && (accountId === null || account.id === accountId),
  ).length;
  return failed === 0 ? t('popup.refreshDone') : t('popup.refreshPartly', { count: failed });
}
