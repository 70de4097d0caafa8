import type { PlanView, StepState, StepView } from '../fleet/types';
import type { Account } from '../model/account';
import type { PlanEnd } from '../model/plan';
import type { EpochMs } from '../model/time';
import { providerInfo } from '../providers/origins';
import { locale, t } from './i18n';
import { withinWords } from './impact';
import { named, troubleSentence } from './trouble';

/** What is being done, or how it ended. */
export function planTitle({ plan, steps }: PlanView): string {
  if (plan.kind === 'bulk') {
    const count = steps.length;
    const done = steps.filter(({ state }) => state === 'succeeded').length;
    if (plan.end === null) return t('plan.title.bulk', { count });
    return done === count ? t('notice.bulk.all', { count }) : t('notice.bulk.some', { done, count });
  }
  const last = steps.at(-1);
  const server = named(last === undefined ? '' : last.step.serverName);
  if (plan.end === null) return t(`plan.title.${plan.kind}`, { server });
  const state = last === undefined ? 'waiting' : last.state;
  return t(`notice.${plan.kind}Plan.${howItEnded(state)}`, { server });
}

/** Of what is no longer recorded nobody knows it. */
function howItEnded(state: StepState): 'succeeded' | 'failed' | 'undecided' | 'notStarted' {
  if (state === 'unrecorded') return 'undecided';
  return state === 'succeeded' || state === 'failed' || state === 'undecided' ? state : 'notStarted';
}

/** "10 backed up, 1 failed, 2 not started": what became of many; of those whose turn may still come, that they wait. */
export function bulkSummary({ plan, steps }: PlanView): string {
  const count = (...states: readonly StepView['state'][]) =>
    steps.filter(({ state }) => states.includes(state)).length;
  const counts = [
    ['plan.count.succeeded', count('succeeded')],
    ['plan.count.underWay', count('underWay')],
    ['plan.count.undecided', count('undecided')],
    ['plan.count.failed', count('failed')],
    ['plan.count.notStarted', count('notStarted') + (plan.end === null ? 0 : count('waiting'))],
    ['plan.count.waiting', plan.end === null ? count('waiting') : 0],
    ['plan.count.unrecorded', count('unrecorded')],
  ] as const;
  const parts = counts.flatMap(([key, many]) => (many === 0 ? [] : [t(key, { count: many })]));
  return new Intl.ListFormat(locale(), { type: 'conjunction' }).format(parts);
}

/** What a step of a chain is. */
export function stepTitle({ step }: StepView, isSafety: boolean, now: EpochMs): string {
  switch (step.task.kind) {
    case 'create':
      return t(isSafety ? 'plan.step.safety' : 'plan.step.create');
    case 'delete':
      return t('plan.step.delete', { backup: withinWords(step.task.backup, now) });
    case 'restore':
      return t('plan.step.restore', { backup: withinWords(step.task.backup, now) });
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
  if (state === 'unrecorded') return t('activity.unrecorded.sentence');
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
    step.task.kind === 'delete' && state === 'succeeded' ? [withinWords(step.task.backup, now)] : [],
  );
  return gone.length === 0 ? null : t('plan.deleted', { backups: gone.join('; '), count: gone.length });
}

/** What came of a chain, each as a sentence: what was restored or deleted, and what became of the backup beside it. */
export function resultLines(view: PlanView, now: EpochMs): readonly string[] {
  if (view.plan.kind === 'bulk') return [];
  const lines =
    view.plan.kind === 'makeRoom' ? [deletedLine(view, now)] : [restoredLine(view, now), safetyLine(view)];
  return lines.filter((line) => line !== null);
}

/** That nothing is gone is said where it is known of every deletion. */
function deletedLine(view: PlanView, now: EpochMs): string | null {
  const doubtful: readonly StepState[] = ['underWay', 'undecided', 'unrecorded'];
  const isDoubtful = view.steps.some(
    ({ step, state }) => step.task.kind === 'delete' && doubtful.includes(state),
  );
  return deletedWords(view, now) ?? (isDoubtful ? null : t('plan.nothingDeleted'));
}

/** What became of the backup of the current state: whoever hears that no restore followed has to know. */
function safetyLine({ steps }: PlanView): string | null {
  const safety = steps.find(({ step }) => step.task.kind === 'create');
  if (safety === undefined) return null;
  if (safety.state === 'succeeded') return t('plan.safety.succeeded');
  return safety.state === 'underWay' ? t('plan.safety.underWay') : null;
}

function restoredLine({ steps }: PlanView, now: EpochMs): string | null {
  const restore = steps.find(({ step, state }) => step.task.kind === 'restore' && state === 'succeeded');
  if (restore === undefined || restore.step.task.kind !== 'restore') return null;
  return t('plan.restored', { backup: withinWords(restore.step.task.backup, now) });
}

/** How a plan goes, or what came of it. */
export function courseSentence(view: PlanView, now: EpochMs): string {
  const { plan, steps } = view;
  if (plan.end === null) return t('plan.goesOn');
  if (plan.kind === 'bulk') return bulkSummary(view);
  if (steps.some(({ state }) => state === 'underWay')) {
    const isLeft = steps.some(({ state }) => state === 'waiting' || state === 'notStarted');
    const lines = [t('plan.noMore'), isLeft ? t('plan.askLater') : null, deletedWords(view, now)];
    return lines.filter((line) => line !== null).join(' ');
  }
  const lines = resultLines(view, now);
  const untouched = plan.kind === 'restore' && isRestoreUnsent(view) ? [t('plan.untouched')] : [];
  return [...untouched, ...lines].join(' ') || t('plan.over');
}

/** Nothing was sent that would have changed the disk. */
function isRestoreUnsent({ steps }: PlanView): boolean {
  return steps.every(
    ({ step, state, operation }) =>
      step.task.kind !== 'restore' || state === 'waiting' || (state === 'notStarted' && operation === null),
  );
}
