import type { Coverage, Overview } from '../../lib/fleet/types';
import { formatAgeLong, number } from '../../lib/text/format';
import { t } from '../../lib/text/i18n';
import { coverageWord } from '../../lib/text/words';

/** The fleet in one line, its oldest last-good backup, and the coverage bar. */
export function Summary({ overview }: { readonly overview: Overview }) {
  const { counts, rows, oldest } = overview;
  const never = rows.filter((row) => row.coverage === 'exposed' && row.restoreAgeMs === null).length;
  const facts = [
    ...(never > 0 ? [t('popup.never', { count: never })] : []),
    ...(counts.unknown > 0 && !isUnread(overview) ? [t('popup.notKnown', { count: counts.unknown })] : []),
  ];
  return (
    <section class="summary">
      <h1>{headline(overview)}</h1>
      {(oldest !== null || facts.length > 0) && (
        <p class="summary-facts">
          {oldest !== null && oldest.restoreAgeMs !== null && (
            <span>
              {t('popup.oldest')}{' '}
              <strong class={`is-${oldest.coverage}`} title={oldest.stored.server.name}>
                <bdi class="oldest-name">{oldest.stored.server.name}</bdi>
                {`, ${formatAgeLong(oldest.restoreAgeMs)}`}
              </strong>
            </span>
          )}
          {facts.length > 0 && <span>{facts.join(' · ')}</span>}
        </p>
      )}
      {rows.length > 0 && <CoverageBar counts={counts} />}
    </section>
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
