import type { ServerRow } from '../../../lib/fleet/types';
import { hasEnded } from '../../../lib/model/operation';
import { type EpochMs, MINUTE_MS } from '../../../lib/model/time';
import { findingWords } from '../../../lib/text/finding';
import { formatDuration, number } from '../../../lib/text/format';
import { t } from '../../../lib/text/i18n';
import { unreadWord } from '../../../lib/text/words';
import { toldByRow } from '../../popup/cards';
import { isUnderWay, ProgressView } from '../../popup/progress';
import { QuotaView } from '../../popup/quota';
import { SeverityMark } from '../../popup/severity';

type RowProps = { readonly row: ServerRow };
type TimedProps = RowProps & { readonly now: EpochMs };

export function QuotaCell({ row }: RowProps) {
  const { reading } = row.stored;
  if (reading === null) return <span class="muted">{unreadWord(row)}</span>;
  if (reading.quota.kind === 'notStated') {
    return <span class="muted">{t('confirm.fact.slotsNotStated')}</span>;
  }
  return <QuotaView row={row} />;
}

/** What is under way, with how long it has lasted; else the first thing that is to be known beside the restore age. */
export function NoteCell({ row, now }: TimedProps) {
  if (isUnderWay(row)) {
    return (
      <>
        <ProgressView row={row} />
        <Lasts ms={lastedMs(row, now)} />
      </>
    );
  }
  const told = row.findings.filter(({ finding }) => !toldByRow.has(finding.kind));
  const [first, ...others] = told;
  if (first === undefined) return null;
  const { sentence } = findingWords(first.finding, now);
  return (
    <span class={`note finding-${first.hush === null ? first.finding.severity : 'hushed'}`}>
      <SeverityMark severity={first.finding.severity} size={14} />
      <span class="note-text" title={sentence}>
        {sentence}
      </span>
      {others.length > 0 && (
        <span class="muted" title={t('popup.card.andMore', { count: others.length })}>
          <span aria-hidden="true">{t('dashboard.more', { count: number(others.length) })}</span>
          <span class="hidden">{t('popup.card.andMore', { count: others.length })}</span>
        </span>
      )}
    </span>
  );
}

/** "for 12 min": how long something has lasted; nothing where nobody knows, and in its first minute. */
export function Lasts({ ms }: { readonly ms: number | null }) {
  if (ms === null || ms < MINUTE_MS) return null;
  return <span class="muted">{t('dashboard.lasts', { span: formatDuration(ms) })}</span>;
}

/** How long what is under way has lasted: the operation from here, or a backup that the provider shows running. */
export function lastedMs(row: ServerRow, now: EpochMs): number | null {
  if (row.operation !== null && !hasEnded(row.operation)) return now - row.operation.createdAt;
  const running = row.backups.find(({ state }) => state === 'running');
  if (running === undefined || running.createdAt === null) return null;
  return row.providerNow - running.createdAt;
}
