import type {
  DeleteRefusal,
  DiskCheck,
  Eviction,
  Loss,
  MakeRoom,
  RestoreImpact,
  RestorePoint,
  RestoreRefusal,
  SafetyBackup,
  WhyKept,
} from '../fleet/impact/types';
import type { ServerRow } from '../fleet/types';
import type { NamedBackup } from '../model/backup';
import type { EpochMs } from '../model/time';
import { formatBackupWhen, formatSize, formatWhen, formatWhenWithin, number } from './format';
import { t } from './i18n';
import { isolate, named, troubleSentence } from './trouble';
import { kindWord, sizeWords } from './words';

/** "Today 03:00, automatic, 4.5 GB": a restore point in one line, which says of each part that it is not stated. */
export function pointWords(point: Omit<RestorePoint, 'expiresAt' | 'note' | 'id'>, now: EpochMs): string {
  const when = point.createdAt === null ? t('backup.undated') : formatWhen(point.createdAt, now);
  const size = sizeWords(point.size);
  return [
    when,
    kindWord(point) ?? t('backup.kindNotStated'),
    size === '' ? t('backup.sizeNotStated') : size,
  ].join(', ');
}

/** "today 15:45, manual": a backup as it is named within a sentence. */
export function withinWords(
  { createdAt, kind }: Pick<NamedBackup, 'createdAt' | 'kind'>,
  now: EpochMs,
): string {
  const when = createdAt === null ? t('backup.undated') : formatBackupWhen(createdAt, now);
  return kind === 'unknown' ? when : `${when}, ${t(`backup.kind.${kind}`)}`;
}

/** "1 (today 15:45, manual)", and what may be newer too. */
export function newerWords(
  { count, newest, undated, unreadable }: RestoreImpact['newer'],
  now: EpochMs,
): string {
  const known = newest === null ? t('confirm.newer.none') : newestWords(count, newest, now);
  return [
    known,
    ...(undated > 0 ? [t('confirm.newer.undated', { count: undated })] : []),
    ...(unreadable > 0 ? [t('confirm.newer.unreadable', { count: unreadable })] : []),
  ].join('; ');
}

function newestWords(count: number, newest: NamedBackup, now: EpochMs): string {
  const backup = withinWords(newest, now);
  return count === 1
    ? t('confirm.newer.one', { backup })
    : t('confirm.newer.many', { number: number(count), backup });
}

/** What is lost, as a sentence of its own. */
export function lossSentence(loss: Loss, row: ServerRow): string {
  switch (loss.kind) {
    case 'after':
      return t('confirm.loss.after', { when: formatBackupWhen(loss.at, row.providerNow) });
    case 'afterUndated':
      return t('confirm.loss.afterUndated', { provider: row.providerName });
    case 'everything':
      return t('confirm.loss.everything', { server: named(row.stored.server.name) });
  }
}

/** What becomes of the server meanwhile, as far as its provider says. */
export function meanwhileSentence(impact: RestoreImpact, provider: string): string {
  return t(`confirm.meanwhile.${impact.meanwhile}`, { provider });
}

/** Whether the disk is large enough; null where that is no question. */
export function diskWords(disk: DiskCheck): string | null {
  if (disk.kind === 'notAsked') return null;
  if (disk.kind === 'unknown') return t('confirm.disk.unknown');
  const sizes = { needs: formatSize(disk.needsBytes), has: formatSize(disk.hasBytes) };
  return t(disk.kind === 'enough' ? 'confirm.disk.enough' : 'confirm.disk.tooSmall', sizes);
}

type Refusal = RestoreRefusal | DeleteRefusal | NonNullable<MakeRoom['refusal']>;

/** What `notOffered` means depends on what was asked. */
export type Asked = 'restore' | 'restoreFrom' | 'delete' | 'makeRoom';

/** Why nothing can be confirmed: what stands against it, on which server or account, and what to do. */
export function refusalSentence(refusal: Refusal, asked: Asked, row: ServerRow): string {
  const provider = row.providerName;
  const server = named(row.stored.server.name);
  const account = named(row.account.label);
  const values = { provider, server, account };
  switch (refusal.kind) {
    case 'notOffered':
      return t(`confirm.refusal.notOffered.${asked}`, values);
    case 'unavailable':
      return troubleSentence(refusal.trouble, { account: row.account.label, provider });
    case 'unread':
      return refusal.trouble === null
        ? t('confirm.refusal.unread', values)
        : troubleSentence(refusal.trouble, {
            account: row.account.label,
            provider,
            server: row.stored.server.name,
            asked: true,
          });
    case 'gateClosed':
      if (asked === 'makeRoom') {
        return refusal.reason === null
          ? t('confirm.refusal.gateClosedPlain.makeRoom', values)
          : t('confirm.refusal.gateClosed.makeRoom', { ...values, reason: isolate(refusal.reason) });
      }
      return refusal.reason === null
        ? t('confirm.refusal.gateClosedPlain', values)
        : t('confirm.refusal.gateClosed', { ...values, reason: isolate(refusal.reason) });
    case 'closedWithRoom':
      return refusal.reason === null
        ? t('confirm.refusal.closedWithRoomPlain', values)
        : t('confirm.refusal.closedWithRoom', { ...values, reason: isolate(refusal.reason) });
    case 'notComplete':
      // One that is being made never comes here to be restored: something is under way then.
      return t(
        asked === 'delete' ? 'confirm.refusal.notComplete' : 'confirm.refusal.notComplete.restore',
        values,
      );
    case 'diskTooSmall':
      return t('confirm.refusal.diskTooSmall', {
        ...values,
        needs: formatSize(refusal.needsBytes),
        has: formatSize(refusal.hasBytes),
      });
    default:
      return t(`confirm.refusal.${refusal.kind}`, values);
  }
}

/** Why the current state is not backed up first; null where it can be. */
export function safetySentence(safety: SafetyBackup, row: ServerRow): string | null {
  const provider = row.providerName;
  switch (safety.kind) {
    case 'possible':
      return null;
    case 'couldEvict':
      if (!safety.stated) return t('confirm.safety.mayEvict', { provider });
      return t(safety.probable ? 'confirm.safety.evicts' : 'confirm.safety.couldEvict', { provider });
    case 'expiresBefore':
      return t('confirm.safety.expires', { when: formatWhenWithin(safety.at, row.providerNow) });
    case 'notPossible':
      return safety.reason === null
        ? t('confirm.safety.notPossible', { provider })
        : t('confirm.safety.notPossibleBy', { provider, reason: isolate(safety.reason) });
    default:
      return t(`confirm.safety.${safety.kind}`, { provider });
  }
}

/** What a backup by hand takes the place of. */
export function evictionSentence(eviction: Eviction, row: ServerRow): string {
  const provider = row.providerName;
  const now = row.providerNow;
  switch (eviction.kind) {
    case 'refused':
      return t('confirm.eviction.refused', { provider });
    case 'starves':
      return eviction.nextRunAt === null
        ? t('confirm.eviction.starves')
        : t('confirm.eviction.starvesAt', { when: formatWhenWithin(eviction.nextRunAt, now) });
    case 'evicts': {
      const one = eviction.stated ? 'evicts' : 'mayEvict';
      if (eviction.oldest === null) return t(`confirm.eviction.${one}`, { provider });
      const sentence = t(`confirm.eviction.${one}One`, {
        provider,
        backup: withinWords(eviction.oldest, now),
      });
      return eviction.isLastGood ? t('confirm.eviction.lastGood', { sentence }) : sentence;
    }
  }
}

/** Why a backup stays when room is made. */
export function keptWords(kept: WhyKept): string {
  return t(`confirm.kept.${kept}`);
}
