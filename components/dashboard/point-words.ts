import type { Span, Timeline, TimelinePoint } from '../../lib/fleet/dashboard/timeline';
import type { EpochMs } from '../../lib/model/time';
import { formatAge, formatDuration, formatMoment, formatWhen } from '../../lib/text/format';
import { t } from '../../lib/text/i18n';
import { expiryWords, sizeWords } from '../../lib/text/words';

/** What a point on a timeline is, in full: "Thursday 26 November 2026 at 15:45 CET · manual · 4.4 GB · …". `now` is the provider's clock. */
export function pointParts(point: TimelinePoint, now: EpochMs): readonly string[] {
  const parts = [
    formatMoment(point.at),
    pointKindWord(point),
    sizeWords(point.size),
    point.note,
    point.end === null ? expiryWords(point.expiresAt, now) : endWords(point.end, now),
  ];
  return parts.filter((part): part is string => part !== null && part !== '');
}

export function pointKindWord({ kind }: Pick<TimelinePoint, 'kind'>): string {
  return t(`timeline.kind.${kind}`);
}

/** "went away 3 Nov 12:00: replaced by its schedule" */
export function endWords(end: NonNullable<TimelinePoint['end']>, now: EpochMs): string {
  return t('timeline.end', { when: formatWhen(end.at, now), why: whyWords(end.why) });
}

/** Why a restore point is no longer there, as far as that is known. */
export function whyWords(why: NonNullable<TimelinePoint['end']>['why']): string {
  return t(`timeline.why.${why}`);
}

/** "No restore point young enough for 9 h, from … to …" */
export function gapWords({ from, to }: Span): string {
  return t('timeline.gap', {
    span: formatDuration(to - from),
    from: formatMoment(from),
    to: formatMoment(to),
  });
}

/** A whole line in one sentence, for who does not see it. */
export function timelineSummary({ points, gaps }: Timeline, days: number): string {
  const restorable = points.filter(({ kind, end }) => kind !== 'snapshot' && end === null).length;
  const count = (wanted: (point: TimelinePoint) => boolean) => points.filter(wanted).length;
  const manual = count(({ kind, end }) => kind === 'manual' && end === null);
  const snapshots = count(({ kind, end }) => kind === 'snapshot' && end === null);
  const gone = count(({ end }) => end !== null);
  const longest = gaps.reduce((most, { from, to }) => Math.max(most, to - from), 0);
  return [
    t('timeline.points', { count: restorable, days }),
    ...(manual === 0 ? [] : [t('timeline.manual', { count: manual })]),
    ...(snapshots === 0 ? [] : [t('timeline.snapshots', { count: snapshots })]),
    ...(gone === 0 ? [] : [t('timeline.gone', { count: gone })]),
    ...(gaps.length === 0 ? [] : [t('timeline.gaps', { count: gaps.length, age: formatAge(longest) })]),
  ].join(', ');
}
