import type { Notice } from '../fleet/notices/ready';
import { subjectKey } from '../fleet/notices/subject';
import type { Account } from '../model/account';
import type { Finding, FindingRecord } from '../model/finding';
import type { EpochMs } from '../model/time';
import { providerInfo } from '../providers/origins';
import { findingWords } from '../text/finding';
import { formatWhenWithin } from '../text/format';
import { t } from '../text/i18n';
import { named } from '../text/trouble';

/** What a notification says: plain text, one line break between two lines of the body. */
export type NoticeWords = { readonly title: string; readonly body: string };

/** Browsers show about so many lines of a notification. */
const MOST_LINES = 4;

/** The words of a notice: one subject with what is to be done, or a line for each of several. */
export function noticeWords({ records }: Notice, accounts: readonly Account[], now: EpochMs): NoticeWords {
  const [first] = records;
  if (first === undefined) throw new Error('a notice is never empty');
  const subjects = new Set(records.map(({ finding }) => subjectKey(finding.subject)));
  return subjects.size === 1 ? oneSubject(first, records, accounts, now) : digest(first, records, now);
}

function oneSubject(
  first: FindingRecord,
  records: readonly FindingRecord[],
  accounts: readonly Account[],
  now: EpochMs,
): NoticeWords {
  const said = records.flatMap((record) => {
    if (record.endedAt === null) return [findingWords(record.finding, now).sentence];
    return record === first ? [] : [lineOf(record, now)];
  });
  const lines = [...accountLine(first.finding, accounts), ...said];
  return { title: lineOf(first, now), body: atMost(lines).join('\n') };
}

function digest(first: FindingRecord, records: readonly FindingRecord[], now: EpochMs): NoticeWords {
  const isGap = first.finding.kind === 'notWatched';
  const listed = isGap ? records.slice(1) : records;
  return {
    title: isGap ? lineOf(first, now) : digestTitle(records),
    body: atMost(listed.map((record) => lineOf(record, now))).join('\n'),
  };
}

/** "5 things need attention on 4 servers"; of what is over by now only where nothing else is left. */
function digestTitle(records: readonly FindingRecord[]): string {
  const open = records.filter(({ endedAt }) => endedAt === null);
  if (open.length === 0) return t('notice.digest.over', { count: records.length });
  const subjects = new Map(open.map(({ finding }) => [subjectKey(finding.subject), finding.subject.kind]));
  const kinds = new Set(subjects.values());
  const things = t('notice.digest', { count: open.length });
  if (kinds.size !== 1 || kinds.has('browser')) return things;
  const count = subjects.size;
  const where = kinds.has('server') ? t('notice.onServers', { count }) : t('notice.inAccounts', { count });
  return t('notice.digest.where', { things, where });
}

function lineOf({ finding, endedAt }: FindingRecord, now: EpochMs): string {
  const { title } = findingWords(finding, now);
  return endedAt === null ? title : t('notice.over', { title, when: formatWhenWithin(endedAt, now) });
}

/** The first of many lines, and how many more there are. */
export function atMost(lines: readonly string[]): readonly string[] {
  if (lines.length <= MOST_LINES) return lines;
  const shown = lines.slice(0, MOST_LINES - 1);
  return [...shown, t('notice.more', { count: lines.length - shown.length })];
}

function accountLine({ subject }: Finding, accounts: readonly Account[]): readonly string[] {
  if (subject.kind === 'browser') return [];
  const account = accounts.find(({ id }) => id === subject.accountId);
  return account === undefined ? [] : [accountName(account)];
}

/** An account as a person knows it: its provider and its label. */
export function accountName({ provider, label }: Pick<Account, 'provider' | 'label'>): string {
  return `${providerInfo(provider).name} · ${named(label)}`;
}
