import { type Address, groupings, serverSorts, spansDays } from '../../../lib/fleet/dashboard/address';
import { t } from '../../../lib/text/i18n';
import { Choice } from '../choice';
import type { Go } from '../tab';

/** In which order and in which groups the servers stand, and how far back their lines go. */
export function ViewChoices({ address, go }: { readonly address: Address; readonly go: Go }) {
  return (
    <>
      <Choice
        label={t('dashboard.sort')}
        value={address.sort.by}
        options={serverSorts.map((by) => ({ value: by, text: t(`dashboard.sort.${by}`) }))}
        onChange={(value) => {
          const by = serverSorts.find((sort) => sort === value);
          if (by !== undefined) go({ sort: { by, reversed: false } });
        }}
      />
      <Choice
        label={t('dashboard.group')}
        value={address.group ?? ''}
        options={[
          { value: '', text: t('dashboard.group.none') },
          ...groupings.map((by) => ({ value: by, text: t(`dashboard.group.${by}`) })),
        ]}
        onChange={(value) => go({ group: groupings.find((by) => by === value) ?? null })}
      />
      <fieldset class="segmented spans">
        <legend class="hidden">{t('dashboard.span')}</legend>
        {spansDays.map((days) => (
          <label key={days} class="segment-choice">
            <input
              type="radio"
              name="span"
              value={days}
              checked={address.days === days}
              onChange={() => go({ days })}
            />
            <span>{t('dashboard.span.days', { count: days })}</span>
          </label>
        ))}
      </fieldset>
    </>
  );
}
