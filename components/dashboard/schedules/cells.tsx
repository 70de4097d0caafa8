import type { Attention, ScheduleLine } from '../../../lib/fleet/schedules/types';
import { formatMoment, formatWhen } from '../../../lib/text/format';
import { t } from '../../../lib/text/i18n';
import { nextWords, observedWords, resultWords, rhythmTitle, roomWords } from '../../../lib/text/schedules';
import { troubleSentence } from '../../../lib/text/trouble';
import { ObservedMark } from '../observed-mark';
import { contextOf } from './reasons';

type Props = { readonly line: ScheduleLine };

const looks: Readonly<Record<Attention, string>> = {
  failed: 'chip chip-bad',
  starved: 'chip chip-bad',
  late: 'chip chip-bad',
  unknown: 'chip',
  missing: 'chip chip-warn',
  off: 'chip chip-warn',
  crowded: 'chip chip-warn',
  none: 'chip',
};

export function ServerCell({ line: { row, attention } }: Props) {
  return (
    <th scope="row">
      <bdi class="schedule-name">{row.stored.server.name}</bdi>
      {attention !== 'none' && <span class={looks[attention]}>{t(`schedules.attention.${attention}`)}</span>}
      <span class="muted schedule-whose">
        {row.providerName} · <bdi>{row.account.label}</bdi>
      </span>
    </th>
  );
}

export function RhythmCell({ line }: Props) {
  const { rhythm, row } = line;
  const room = roomWords(line);
  return (
    <td>
      <span>{rhythmTitle(rhythm, row.providerName, row.capabilities.includes('schedule'))}</span>
      {room !== null && (
        <span class={line.room.kind === 'enough' ? 'sub muted' : 'sub is-overdue'}>{room}</span>
      )}
      {rhythm.kind === 'schedule' && rhythm.schedule.name !== null && (
        <bdi class="sub muted">{rhythm.schedule.name}</bdi>
      )}
      {rhythm.kind === 'automatic' && (
        <span class="sub">
          <ObservedMark />{' '}
          <span class="muted">
            {rhythm.observed === null ? t('schedules.observed.tooFew') : observedWords(rhythm.observed)}
          </span>
        </span>
      )}
      {rhythm.kind === 'notRead' && rhythm.trouble !== null && (
        <span class="sub muted">{troubleSentence(rhythm.trouble, contextOf(row))}</span>
      )}
    </td>
  );
}

export function NextCell({ line: { next, rhythm, row } }: Props) {
  if (rhythm.kind === 'none') return <Nothing />;
  const isMoment = next.kind === 'stated' || next.kind === 'estimated';
  return (
    <td>
      <span class={isMoment ? '' : 'muted'} title={isMoment ? formatMoment(next.at) : undefined}>
        {nextWords(next, row.providerNow)}
      </span>
      {next.kind === 'estimated' && (
        <span class="sub">
          <ObservedMark />
        </span>
      )}
    </td>
  );
}

export function LastCell({ line: { lastRunAt, result, rhythm, row } }: Props) {
  if (lastRunAt === null && result.kind === 'notStated') {
    if (rhythm.kind === 'none') return <Nothing />;
    return (
      <td>
        <span class="muted">{t('schedules.notStated')}</span>
      </td>
    );
  }
  const at = lastRunAt ?? (result.kind === 'notStated' ? null : result.at);
  const isBad =
    result.kind === 'failed' || result.kind === 'possibleFailure' || result.kind === 'nothingListed';
  return (
    <td>
      {at !== null && <span title={formatMoment(at)}>{formatWhen(at, row.providerNow)}</span>}
      <span class={isBad ? 'sub is-exposed' : 'sub muted'}>{resultWords(result)}</span>
      {rhythm.kind === 'automatic' && (
        <span class="sub">
          <ObservedMark />
        </span>
      )}
    </td>
  );
}

function Nothing() {
  return (
    <td>
      <span class="muted" aria-hidden="true">
        –
      </span>
    </td>
  );
}
