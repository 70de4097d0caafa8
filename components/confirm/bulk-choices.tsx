import type { BulkEntry } from '../../lib/fleet/impact/bulk';
import { isConfirmable } from '../../lib/fleet/impact/withheld';
import type { ServerRow } from '../../lib/fleet/types';
import type { Quota } from '../../lib/model/backup';
import { formatAgo, number } from '../../lib/text/format';
import { t } from '../../lib/text/i18n';
import { evictionSentence } from '../../lib/text/impact';
import { warningSentence } from '../../lib/text/words';

type Props = {
  readonly entries: readonly BulkEntry[];
  readonly dropped: ReadonlySet<string>;
  readonly disabled: boolean;
  readonly onChoose: (key: string, chosen: boolean) => void;
};

/** The servers that can be backed up now, each to be left out, with what its backup takes. */
export function BulkChoices({ entries, dropped, disabled, onChoose }: Props) {
  return (
    <fieldset class="confirm-choices bulk">
      <legend>{t('bulk.choose')}</legend>
      {entries.map(({ row, eviction }) => (
        <label key={row.key} class="confirm-check bulk-entry">
          <input
            type="checkbox"
            checked={!dropped.has(row.key)}
            disabled={disabled}
            onChange={(event) => onChoose(row.key, event.currentTarget.checked)}
          />
          <span class="bulk-server">
            <bdi class="bulk-name">{row.stored.server.name}</bdi>
            <span class="muted">
              {row.providerName} · <bdi>{row.account.label}</bdi>
            </span>
            <span class="muted">{factsOf(row)}</span>
            {eviction !== null && <span class="warning">{evictionSentence(eviction, row)}</span>}
            {recent(row).map((sentence) => (
              <span key={sentence} class="warning">
                {sentence}
              </span>
            ))}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** How old its last good backup is, how many slots are taken, and of when that is where it could not be read anew. */
function factsOf(row: ServerRow): string {
  const { reading } = row.stored;
  const age =
    row.restoreAgeMs === null
      ? t(row.coverage === 'unknown' ? 'bulk.ageUnknown' : 'bulk.never')
      : t('bulk.age', { ago: formatAgo(row.restoreAgeMs) });
  return [
    age,
    ...(reading === null ? [] : [slotsOf(reading.quota)]),
    ...(isConfirmable(row) || row.readAgoMs === null
      ? []
      : [t('server.asOf', { ago: formatAgo(row.readAgoMs) })]),
  ].join(' · ');
}

function slotsOf(quota: Quota): string {
  return quota.kind === 'limited'
    ? t('quota.label', { used: number(quota.used), limit: number(quota.limit) })
    : t(quota.kind === 'absent' ? 'quota.absent' : 'bulk.slotsNotStated');
}

function recent({ create }: ServerRow): readonly string[] {
  if (create.kind !== 'offered') return [];
  return create.warnings.filter(({ kind }) => kind === 'startedRecently').map(warningSentence);
}
