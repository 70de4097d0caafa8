import { t } from '../lib/text/i18n';

/** Stands where the stored data should: it could not be read at all. */
export function Unreadable({ why }: { readonly why: string }) {
  return (
    <p class="unreadable" role="alert">
      {t('popup.stateFailed', { why })}
    </p>
  );
}
