import type { Overview } from '../../lib/fleet/types';
import { formatDuration } from '../../lib/text/format';
import { t } from '../../lib/text/i18n';
import { isUnderWay, ProgressView } from '../popup/progress';
import { lastedMs } from './servers/cells';

/** So many stand here with their progress; of more, the table tells. */
const MOST_SHOWN = 5;

/** What is under way in the whole fleet: how many, and each with its progress and how long it has lasted. */
export function UnderWay({
  overview,
  onShowServer,
}: {
  readonly overview: Overview;
  readonly onShowServer: (key: string) => void;
}) {
  const rows = overview.rows.filter(isUnderWay);
  if (rows.length === 0) return null;
  return (
    <section class="under-way" aria-labelledby="under-way-title">
      <h2 id="under-way-title">{t('dashboard.underWay', { count: rows.length })}</h2>
      <ul>
        {rows.slice(0, MOST_SHOWN).map((row) => {
          const lasted = lastedMs(row, overview.now);
          return (
            <li key={row.key}>
              <button type="button" class="link" onClick={() => onShowServer(row.key)}>
                <bdi class="clipped-name">{row.stored.server.name}</bdi>
              </button>
              <ProgressView row={row} />
              {lasted !== null && (
                <span class="muted">{t('dashboard.lasts', { span: formatDuration(lasted) })}</span>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
