import type { Coverage, Overview, ServerRow } from '../../lib/fleet/types';
import { formatAgeLong, number } from '../../lib/text/format';
import { t } from '../../lib/text/i18n';
import { coverageWord } from '../../lib/text/words';
import { WithName } from './with-name';

/** The fleet in one line, its oldest last-good backup, and the coverage bar. */
export function Summary({ overview }: { readonly overview: Overview }) {
  const { counts, rows, oldest, attention } = overview;
  const never = rows.filter((row) => row.coverage === 'exposed' && row.restoreAgeMs === null);
  const notKnown = isUnread(overview) ? 0 : counts.unknown;
  // A covered server may need attention, too, and one that is not may be snoozed: then the headline cannot explain
  // the number on the toolbar button.
  const tellsAttention = attention > 0 && attention !== rows.length - counts.covered;
  return (
    <section class="summary">
      <h1>{headline(overview)}</h1>
      {(oldest !== null || never.length > 0 || notKnown > 0 || tellsAttention) && (
        <p class="summary-facts">
          <Never rows={never} />
          {tellsAttention && <span>{t('popup.attention', { count: attention })}</span>}
          {oldest !== null && oldest.restoreAgeMs !== null && (
            <span>
              {t('popup.oldest')}{' '}
              <strong
                class={oldest.coverage === 'covered' ? '' : `is-${oldest.coverage}`}
                title={oldest.stored.server.name}
              >
                <bdi class="clipped-name">{oldest.stored.server.name}</bdi>
                {`, ${formatAgeLong(oldest.restoreAgeMs)}`}
              </strong>
            </span>
          )}
          {notKnown > 0 && <span>{t('popup.notKnown', { count: notKnown })}</span>}
        </p>
      )}
      {rows.length > 0 && <CoverageBar counts={counts} />}
    </section>
  );
}

/** The servers without any backup: nothing is worse, so they lead. */
function Never({ rows }: { readonly rows: readonly ServerRow[] }) {
  const [first] = rows;
  if (first === undefined) return null;
  return (
    <span>
      <strong class="is-exposed" title={rows.map((row) => row.stored.server.name).join(', ')}>
        <WithName
          name={first.stored.server.name}
          sentence={(server) => t('popup.never', { count: rows.length, server })}
        />
      </strong>
    </span>
  );
}

/** True before the first read of anything: then no number is a fact yet. */
export function isUnread(overview: Overview): boolean {
  return overview.rows.every((row) => row.stored.reading === null && row.trouble === null);
}

function headline(overview: Overview): string {
  if (isUnread(overview)) {
    if (overview.refreshing) return t('popup.summary.reading');
    const allRead = overview.accounts.every(({ status }) => status.checkedAt !== null);
    return allRead && overview.rows.length === 0 ? t('popup.summary.noServers') : t('popup.summary.notRead');
  }
  return t('popup.summary', {
    covered: number(overview.counts.covered),
    count: overview.rows.length,
    total: number(overview.rows.length),
  });
}

const ORDER: readonly Coverage[] = ['covered', 'overdue', 'exposed', 'unknown'];

function CoverageBar({ counts }: { readonly counts: Overview['counts'] }) {
  const present = ORDER.filter((coverage) => counts[coverage] > 0);
  const words = (coverage: Coverage) =>
    t('popup.bar.part', { count: number(counts[coverage]), word: coverageWord(coverage) });
  return (
    <div
      class="coverage-bar"
      role="img"
      aria-label={t('popup.bar', { parts: present.map(words).join(', ') })}
    >
      {present.map((coverage) => (
        <span
          key={coverage}
          class={`segment segment-${coverage}`}
          style={{ flexGrow: counts[coverage] }}
          title={words(coverage)}
        />
      ))}
    </div>
  );
}
