import type { Filter } from '../../lib/fleet/filter';
import type { Overview } from '../../lib/fleet/types';
import { t } from '../../lib/text/i18n';
import { isolate } from '../../lib/text/trouble';
import { Mark } from '../mark';

export function FirstRun({ onOpenOptions }: { readonly onOpenOptions: () => void }) {
  return (
    <section class="first-run">
      <Mark size={40} />
      <h1>{t('popup.empty.title')}</h1>
      <p>{t('popup.empty.text')}</p>
      <button type="button" class="button primary" onClick={onOpenOptions}>
        {t('popup.empty.button')}
      </button>
    </section>
  );
}

/** Accounts but no servers: that nothing was read yet is not the same as that there is nothing. */
export function Quiet({ overview }: { readonly overview: Overview }) {
  const allRead = overview.accounts.every(({ status }) => status.checkedAt !== null);
  if (overview.refreshing) return null;
  return <p class="quiet">{allRead ? t('popup.noServers') : t('popup.notReadYet')}</p>;
}

type NoMatchProps = { readonly filter: Filter; readonly onClear: () => void; readonly ofServers?: boolean };

export function NoMatch({ filter, onClear, ofServers = false }: NoMatchProps) {
  const query = isolate(filter.query.trim());
  const sentence =
    filter.accountId === null && ofServers
      ? t('popup.filter.noServer', { query })
      : t('popup.filter.none', { query });
  return (
    <div class="quiet">
      <p>{query === '' ? t('popup.filter.noneInAccount') : sentence}</p>
      <button type="button" class="link" onClick={onClear}>
        {t('popup.filter.clear')}
      </button>
    </div>
  );
}
