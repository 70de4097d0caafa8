import type { Report } from '../../lib/fleet/report';
import type { ServerRow } from '../../lib/fleet/types';
import { formatAge, formatMoment } from '../../lib/text/format';
import { t } from '../../lib/text/i18n';
import { coverageWord, restoreAgeWord } from '../../lib/text/words';

/** Every server by name: its last good backup, how old that is, how old it may be, and what that comes to. */
export function ServerTable({ report }: { readonly report: Report }) {
  if (report.rows.length === 0) return <p>{t('report.noServers')}</p>;
  return (
    <table class="report-table">
      <thead>
        <tr>
          <th scope="col">{t('report.column.server')}</th>
          <th scope="col">{t('report.column.lastGood')}</th>
          <th scope="col">{t('report.column.age')}</th>
          <th scope="col">{t('report.column.goal')}</th>
          <th scope="col">{t('report.column.coverage')}</th>
        </tr>
      </thead>
      <tbody>
        {report.rows.map((row) => (
          <tr key={row.key}>
            <ServerCell row={row} />
            <td>{lastGoodWords(row)}</td>
            <td>{ageWords(row)}</td>
            <td>{formatAge(row.goalMs)}</td>
            <td class={`is-${row.coverage}`}>{coverageWord(row.coverage)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function ServerCell({ row }: { readonly row: ServerRow }) {
  return (
    <th scope="row">
      <bdi>{row.stored.server.name}</bdi>
      <span class="report-owner">
        {row.providerName} · <bdi>{row.account.label}</bdi>
      </span>
    </th>
  );
}

/** The restore age; of a server whose coverage is not known, what was last known of it is said to be so. */
export function ageWords(row: ServerRow): string {
  const age = restoreAgeWord(row);
  return row.coverage === 'unknown' && row.restoreAgeMs !== null ? t('report.lastKnown', { what: age }) : age;
}

function lastGoodWords({ lastGood, coverage }: ServerRow): string {
  if (lastGood === null || lastGood.createdAt === null)
    return t(coverage === 'unknown' ? 'age.unknown' : 'age.never');
  const what = formatMoment(lastGood.createdAt);
  return coverage === 'unknown' ? t('report.lastKnown', { what }) : what;
}
