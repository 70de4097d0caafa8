import type { EpochMs } from '../../lib/model/time';
import { formatWhen } from '../../lib/text/format';
import { locale, t } from '../../lib/text/i18n';

/** "Since 03:34.", "Since yesterday 22:10.", "Since 12 Nov 03:00.": how long something has stood in the way. */
export function sinceSentence(since: EpochMs, now: EpochMs): string {
  const yesterday = new Date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  if (isSameDay(since, yesterday.getTime()))
    return t('options.account.since.yesterday', { time: timeOf(since) });
  return t('options.account.since', { when: isSameDay(since, now) ? timeOf(since) : formatWhen(since, now) });
}

function isSameDay(a: EpochMs, b: EpochMs): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString();
}

function timeOf(at: EpochMs): string {
  const style = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return new Intl.DateTimeFormat(locale(), style).format(at);
}
