import { TriangleAlert } from 'lucide';
import type { ServerRow } from '../../lib/fleet/types';
import { type EpochMs, MINUTE_MS } from '../../lib/model/time';
import { formatAge, formatAgo, formatWhen } from '../../lib/text/format';
import { t } from '../../lib/text/i18n';
import { endWords } from '../../lib/text/operation-row';
import { coverageWord, restoreAgeWord, rhythmWords } from '../../lib/text/words';
import { Icon } from '../icon';
import { isUnderWay, ProgressView } from './progress';
import { QuotaView } from './quota';
import { Strip } from './strip';

/** A reading that failed to be renewed is worth a mark from this age on: one round of refreshes has then passed. */
const STALE_MS = 20 * MINUTE_MS;
/** How long what was just done is worth a word. */
const FRESH_MS = 5 * MINUTE_MS;

/** The collapsed line of a server: state, name, restore points, slots, restore age against the goal. */
export function ServerLine({ row, now }: { readonly row: ServerRow; readonly now: EpochMs }) {
  const { operation } = row;
  const { server } = row.stored;
  const underWay = isUnderWay(row);
  const accounts = [row.account, ...row.otherAccounts].map(({ label }) => label).join(', ');
  return (
    <span class="server-line">
      <span class={`dot dot-${underWay ? 'running' : row.coverage}`} aria-hidden="true" />
      <span class="hidden">{coverageWord(row.coverage)}</span>{' '}
      <span class="server-title">
        <bdi class="server-name" title={server.name}>
          {server.name}
        </bdi>{' '}
        <bdi class="server-account" title={accounts}>
          {t('server.subtitle', { provider: row.providerName, account: row.account.label })}
        </bdi>
      </span>{' '}
      <span class="server-second">
        {underWay ? <ProgressView row={row} /> : <Rhythm row={row} />}
        <Remarks row={row} now={now} />
        {operation?.state === 'succeeded' && now - operation.endedAt < FRESH_MS && (
          <span class="words">{endWords(operation, now)}</span>
        )}
      </span>{' '}
      <Age row={row} />
    </span>
  );
}

function Rhythm({ row }: { readonly row: ServerRow }) {
  if (row.stored.reading === null) {
    return <span class="words">{row.trouble === null ? t('server.awaiting') : t('server.notRead')}</span>;
  }
  const rhythm = rhythmWords(row);
  return (
    <>
      <Strip row={row} /> <QuotaView row={row} />{' '}
      {rhythm !== null && (
        <bdi
          class={row.stored.server.automatic.kind === 'none' ? 'words rhythm rhythm-none' : 'words rhythm'}
          title={rhythm}
        >
          {rhythm}
        </bdi>
      )}
    </>
  );
}

/** What a person should see without unfolding: stale data, what failed or is in doubt, a busy or vanished server. */
export function Remarks({ row, now }: { readonly row: ServerRow; readonly now: EpochMs }) {
  const { stored, operation } = row;
  const remarks = [
    ...(stored.goneSince !== null
      ? [t('popup.gone.since', { when: formatWhen(stored.goneSince, now) })]
      : []),
    ...(operation?.state === 'failed' || operation?.state === 'undecided' ? [endWords(operation, now)] : []),
    ...(row.trouble !== null && row.readAgoMs !== null && row.readAgoMs > STALE_MS
      ? [t('server.asOf', { ago: formatAgo(row.readAgoMs) })]
      : []),
    ...(stored.server.locked && !isUnderWay(row) ? [t('server.busy')] : []),
  ];
  if (remarks.length === 0) return null;
  return (
    <span class="remarks">
      <Icon node={TriangleAlert} size={13} />
      <span>{remarks.join(' · ')}</span>
    </span>
  );
}

/** The restore age against its goal. */
export function Age({ row }: { readonly row: ServerRow }) {
  const lastKnown = row.coverage === 'unknown' && row.restoreAgeMs !== null;
  return (
    <span class="server-age">
      <span class={`age is-${row.coverage}`}>{restoreAgeWord(row)}</span>{' '}
      <span class="goal">
        {lastKnown ? t('server.lastKnown') : t('server.goal', { age: formatAge(row.goalMs) })}
      </span>
    </span>
  );
}
