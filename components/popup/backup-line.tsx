import { Shield } from 'lucide';
import type { ComponentChildren } from 'preact';
import type { Backup, Snapshot } from '../../lib/model/backup';
import type { EpochMs } from '../../lib/model/time';
import { formatMoment, formatWhen } from '../../lib/text/format';
import { t } from '../../lib/text/i18n';
import { backupStateWords, expiryWords, kindWord, sizeWords } from '../../lib/text/words';
import { Icon } from '../icon';

/** One backup of an unfolded server: when, how large, what it is. `providerNow` tells "today" and expiry. */
export function BackupRow({
  backup,
  providerNow,
  children,
}: {
  readonly backup: Backup;
  readonly providerNow: EpochMs;
  /** What can be done with it. */
  readonly children?: ComponentChildren;
}) {
  const state = backupStateWords(backup);
  return (
    <li class="backup">
      <Moment at={backup.createdAt} now={providerNow} />
      <SizeCell words={sizeWords(backup.size)} />
      <What
        parts={[
          ...(state === null ? [] : [state]),
          kindWord(backup),
          backup.note,
          expiryWords(backup.expiresAt, providerNow),
        ]}
      />
      <span class="backup-end">
        {backup.protected === true && (
          <span class="protected" title={t('backup.protected')}>
            <Icon node={Shield} size={13} />
            <span class="hidden">{t('backup.protected')}</span>
          </span>
        )}
        {children}
      </span>
    </li>
  );
}

export function SnapshotRow(props: { readonly snapshot: Snapshot; readonly providerNow: EpochMs }) {
  const { snapshot, providerNow } = props;
  return (
    <li class="backup">
      <Moment at={snapshot.createdAt} now={providerNow} />
      <SizeCell words={sizeWords(snapshot.size)} />
      <What parts={[snapshot.name, snapshot.note, expiryWords(snapshot.expiresAt, providerNow)]} />
    </li>
  );
}

export function Moment({ at, now }: { readonly at: EpochMs | null; readonly now: EpochMs }) {
  if (at === null) return <span class="backup-when muted">{t('backup.undated')}</span>;
  return (
    <time class="backup-when" dateTime={new Date(at).toISOString()} title={formatMoment(at)}>
      {formatWhen(at, now)}
    </time>
  );
}

export function SizeCell({ words }: { readonly words: string }) {
  return <span class="backup-size">{words}</span>;
}

/** Provider's words beside ours: each keeps its own writing direction, and all of it can be read in the title. */
export function What({ parts }: { readonly parts: readonly (string | null)[] }) {
  const shown = parts.filter((part): part is string => part !== null && part !== '');
  return (
    <span class="backup-what" title={shown.join(' · ')}>
      {shown.map((part, index) => (
        <span key={index}>
          {index > 0 && ' · '}
          <bdi>{part}</bdi>
        </span>
      ))}
    </span>
  );
}
