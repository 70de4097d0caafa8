import { Printer } from 'lucide';
import { type Report, reportOf } from '../../lib/fleet/report';
import type { Overview } from '../../lib/fleet/types';
import { formatAgeLong, formatMoment, number } from '../../lib/text/format';
import { t } from '../../lib/text/i18n';
import { named } from '../../lib/text/trouble';
import { coverageWord } from '../../lib/text/words';
import { Icon } from '../icon';
import { Mark } from '../mark';
import { GapTable } from './gap-table';
import { ServerTable } from './server-table';
import { UnreadAccounts } from './unread-accounts';

type Props = {
  readonly overview: Overview;
  /** Of Lastgood, which judged. */
  readonly version: string;
  readonly onPrint: () => void;
};

/** Whether every server is backed up, on paper: when it was judged, by what, the gaps first, then every server. */
export function CoverageReport({ overview, version, onPrint }: Props) {
  const report = reportOf(overview);
  const { graceMs } = overview.settings;
  return (
    <main class="report">
      <header class="report-head">
        <Mark size={24} />
        <h1>{t('report.title')}</h1>
        <button type="button" class="button primary on-screen" onClick={onPrint}>
          <Icon node={Printer} size={14} /> {t('report.print')}
        </button>
      </header>
      <p>{t('report.judged', { when: formatMoment(report.now), version })}</p>
      <UnreadAccounts accounts={report.unread} now={report.now} />
      <section aria-labelledby="coverage">
        <h2 id="coverage">{t('report.coverage')}</h2>
        <Figures report={report} />
        {report.goalsMs !== null && <p>{goalWords(report.goalsMs, graceMs)}</p>}
      </section>
      <section aria-labelledby="gaps">
        <h2 id="gaps">{t('report.gaps')}</h2>
        <GapTable report={report} />
      </section>
      <section aria-labelledby="servers">
        <h2 id="servers">{t('report.servers')}</h2>
        <ServerTable report={report} />
        {report.gone.length > 0 && (
          <p>
            {t('report.gone', {
              count: report.gone.length,
              servers: report.gone.map(({ stored }) => named(stored.server.name)).join(', '),
            })}
          </p>
        )}
      </section>
      <p class="report-note">{t('report.note')}</p>
    </main>
  );
}

function Figures({ report }: { readonly report: Report }) {
  const { coveredPercent, counts, total } = report;
  if (coveredPercent === null) return <p>{t('report.noServers')}</p>;
  return (
    <>
      <p class="report-figure">
        <strong>{t('report.percent', { percent: number(coveredPercent) })}</strong>{' '}
        {t('report.covered', { covered: number(counts.covered), count: total })}
      </p>
      <ul class="report-counts">
        {(['covered', 'overdue', 'exposed', 'unknown'] as const).map((coverage) => (
          <li key={coverage} class={`is-${coverage}`}>
            {t('popup.bar.part', { count: counts[coverage], word: coverageWord(coverage) })}
          </li>
        ))}
      </ul>
      {counts.unknown > 0 && <p>{t('report.unknown', { count: counts.unknown })}</p>}
    </>
  );
}

function goalWords({ least, most }: NonNullable<Report['goalsMs']>, graceMs: number): string {
  const grace = formatAgeLong(graceMs);
  return least === most
    ? t('report.goal', { goal: formatAgeLong(least), grace })
    : t('report.goals', { least: formatAgeLong(least), most: formatAgeLong(most), grace });
}
