import type { Address } from '../../lib/fleet/dashboard/address';
import { t } from '../../lib/text/i18n';
import { isolate } from '../../lib/text/trouble';

/** Stands where everything was filtered out, and leads back. */
export function NothingLeft({
  address,
  onClear,
}: {
  readonly address: Address;
  readonly onClear: () => void;
}) {
  const query = address.query.trim();
  return (
    <div class="quiet">
      <p>{query === '' ? t('dashboard.filter.none') : t('popup.filter.none', { query: isolate(query) })}</p>
      <button type="button" class="link" onClick={onClear}>
        {t('popup.filter.clear')}
      </button>
    </div>
  );
}
