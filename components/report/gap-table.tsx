import type { Gap, Report } from '../../lib/fleet/report';
import { formatMoment } from '../../lib/text/format';
import { t } from '../../lib/text/i18n';
import { coverageWord } from '../../lib/text/words';
import { ageWords, ServerCell } from './server-table';

/** The servers that are not covered, worst first; one whose coverage is not known is a gap. */
export function GapTable({ report }: { readonly report: Report }) {
  if (report.gaps.length === 0) {
    return <p>{t(report.total === 0 ? 'report.noServers' : 'report.noGaps')}</p>;
  }
  return (
    <table class="report-table">
      <thead>
        <tr>
          <th scope="col">{t('report.column.server')}</th>
          <th scope="col">{t('report.column.coverage')}</th>
          <th scope="col">{t('report.column.age')}</th>
          <th scope="col">{t('report.column.since')}</th>
        </tr>
      </thead>
      <tbody>
        {report.gaps.map(({ row, since }) => (
          <tr key={row.key}>
            <ServerCell row={row} />
            <td class={`is-${row.coverage}`}>{coverageWord(row.coverage)}</td>
            <td>{ageWords(row)}</td>
            <td>{sinceWords(since)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function sinceWords(since: Gap['since']): string {
  if (since === null) return t('report.since.unknown');
  const when = formatMoment(since.at);
  return since.atLeast ? t('report.since.atLeast', { when }) : when;
}
