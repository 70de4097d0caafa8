import type { PlanView, StepView } from '../fleet/types';
import type { Account } from '../model/account';
import type { NamedBackup } from '../model/backup';
import type { PlanEnd } from '../model/plan';
import type { EpochMs } from '../model/time';
import { providerInfo } from '../providers/origins';
import { formatWhenWithin } from './format';
import { t } from './i18n';
import { named, troubleSentence } from './trouble';

/** "today 15:45, manual": a backup as it is named within a sentence. */
export function backupWithin({ createdAt, kind }: NamedBackup, now: EpochMs): string {
  const when = createdAt === null ? t('backup.undated') : formatWhenWithin(createdAt, now);
  return kind === 'unknown' ? when : `${when}, ${t(`backup.kind.${kind}`)}`;
}

/** What a step of a chain is. */
export function stepTitle({ step }: StepView, isSafety: boolean, now: EpochMs): string {
  switch (step.task.kind) {
    case 'create':
      return t(isSafety ? 'plan.step.safety' : 'plan.step.create');
    case 'delete':
      return t('plan.step.delete', { backup: backupWithin(step.task.backup, now) });
    case 'restore':
      return t('plan.step.restore', { backup: backupWithin(step.task.backup, now) });
    default:
      return t('plan.step.other');
  }
}

/** Why a step did not come to a good end, or that nobody knows; null where nothing of the kind is to be said. */
export function stepFailure(
  { step, state, operation }: StepView,
  accounts: readonly Account[],
  now: EpochMs,
): string | null {
  if (state === 'undecided') return t('plan.undecided', { server: named(step.serverName) });
  const failure = operation !== null && operation.state === 'failed' ? operation.trouble : null;
  const trouble = step.notStarted ?? failure;
  if (trouble === null) return null;
  const account = accounts.find(({ id }) => id === step.accountId);
  return troubleSentence(trouble, {
    account: account === undefined ? null : account.label,
    provider: providerInfo(step.provider).name,
    server: step.serverName,
    now,
    asked: true,
  });
}

/** Why what remained of a plan did not start; null where nothing remained, or a step itself says why. */
export function stopSentence({ kind }: PlanView['plan'], end: PlanEnd): string | null {
  if (end.kind !== 'stopped') return null;
  return t(kind === 'bulk' ? `plan.stopped.bulk.${end.why}` : `plan.stopped.${end.why}`);
}

/** The backups that are gone, as one text; null where none is. */
export function deletedWords({ steps }: PlanView, now: EpochMs): string | null {
  const gone = steps.flatMap(({ step, state }) =>
    step.task.kind === 'delete' && state === 'succeeded' ? [backupWithin(step.task.backup, now)] : [],
  );
  return gone.length === 0 ? null : t('plan.deleted', { backups: gone.join('; '), count: gone.length });
}
