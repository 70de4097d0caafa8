import type { PlanView } from '../fleet/types';
import type { Account } from '../model/account';
import type { EpochMs } from '../model/time';
import { planTitle, resultLines, stepFailure, stopSentence } from '../text/plan';
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
  return [...resultLines(view, now), ...(stopped === null ? [] : [stopped]), ...failures];
}

function ownerLine({ steps }: PlanView, accounts: readonly Account[]): readonly string[] {
  const [first] = steps;
  const account = accounts.find(({ id }) => first !== undefined && id === first.step.accountId);
  return account === undefined ? [] : [accountName(account)];
}
