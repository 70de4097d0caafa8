import { t } from '../lib/text/i18n';
import { Mark } from './mark';

/** Stands where the page should: the stored data could not be read at all. */
export function Unreadable({ why }: { readonly why: string }) {
  return (
    <main class="locked">
      <h1>
        <Mark size={24} /> {t('popup.title')}
      </h1>
      <p class="failure" role="alert">
        {t('popup.stateFailed', { why })}
      </p>
    </main>
  );
}
