import { useCallback, useState } from 'preact/hooks';
import type { AccountId } from '../../lib/model/account';
import { t } from '../../lib/text/i18n';
import { lockSentence } from '../../lib/text/lock';
import { troubleSentence } from '../../lib/text/trouble';
import type { PopupActions } from './actions';
import type { Said } from './status-line';

/** What the header of a page asks of the background, and what the page says of it. */
export function useCheck(actions: Pick<PopupActions, 'refresh' | 'lockNow'>) {
  const [asked, setAsked] = useState(false);
  const [said, setSaid] = useState<Said>({ kind: 'text', text: '' });
  const announce = useCallback((text: string) => setSaid({ kind: 'text', text }), []);
  const refresh = useCallback(
    async (accountId: AccountId | null) => {
      setAsked(true);
      announce(t('popup.refreshing'));
      const result = await actions.refresh(accountId);
      setAsked(false);
      if (result.ok) setSaid({ kind: 'checked', accountId });
      else
        announce(troubleSentence(result.trouble, { account: t('popup.title'), provider: t('popup.title') }));
    },
    [actions, announce],
  );
  const lock = useCallback(async () => {
    const result = await actions.lockNow();
    if (!result.ok) setSaid({ kind: 'failed', text: lockSentence(result.trouble) });
  }, [actions]);
  return { asked, said, setSaid, announce, refresh, lock };
}
