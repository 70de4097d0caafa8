import type { PlanView, StepView } from '../fleet/types';
import type { Account } from '../model/account';
import type { EpochMs } from '../model/time';
import { t } from '../text/i18n';
import { withinWords } from '../text/impact';
import { deletedWords, planTitle, stepFailure, stopSentence } from '../text/plan';
import { accountName, atMost, type NoticeWords } from './notice-words';

/** How a plan ended, with what became of each part of it. */
export function planWords(view: PlanView, accounts: readonly Account[], now: EpochMs): NoticeWords {
  const body = view.plan.kind === 'bulk' ? [] : ownerLine(view, accounts);
  return {
    title: planTitle(view),
    body: atMost([...body, ...linesOf(view, accounts, now)]).join('\n'),
  };
}

function linesOf(view: PlanView, accounts: readonly Account[], now: EpochMs): readonly string[] {
  const { plan, steps } = view;
  const failures = steps.flatMap((step) => stepFailure(step, accounts, now) ?? []);
  const stopped = plan.end === null ? null : stopSentence(plan, plan.end);
  const facts =
    plan.kind === 'restore' ? safetyLine(steps) : (deletedWords(view, now) ?? nothingDeleted(view));
  const done = plan.kind === 'restore' ? restoredLine(steps, now) : null;
  return [done, facts, stopped, ...failures].filter((line) => line !== null);
}

/** What became of the backup of the current state: whoever hears that no restore followed has to know. */
function safetyLine(steps: readonly StepView[]): string | null {
  const safety = steps.find(({ step }) => step.task.kind === 'create');
  if (safety === undefined) return null;
  if (safety.state === 'succeeded') return t('plan.safety.succeeded');
  return safety.state === 'underWay' ? t('plan.safety.underWay') : null;
}

function restoredLine(steps: readonly StepView[], now: EpochMs): string | null {
  const restore = steps.find(({ step, state }) => step.task.kind === 'restore' && state === 'succeeded');
  if (restore === undefined || restore.step.task.kind !== 'restore') return null;
  return t('plan.restored', { backup: withinWords(restore.step.task.backup, now) });
}

function nothingDeleted({ plan }: PlanView): string | null {
  return plan.kind === 'makeRoom' ? t('plan.nothingDeleted') : null;
}

function ownerLine({ steps }: PlanView, accounts: readonly Account[]): readonly string[] {
  const [first] = steps;
  const account = accounts.find(({ id }) => first !== undefined && id === first.step.accountId);
  return account === undefined ? [] : [accountName(account)];
}
