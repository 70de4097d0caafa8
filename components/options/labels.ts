import type { AccountRow } from '../../lib/fleet/types';
import type { ProviderId } from '../../lib/model/account';
import { t } from '../../lib/text/i18n';
import { named } from '../../lib/text/trouble';

/** Why a label cannot be taken: two accounts of one provider could not be told apart. Null where it can. */
export function labelProblem(label: string, taken: readonly string[], provider: string): string | null {
  return isTaken(label, taken)
    ? t('options.account.labelTaken', { label: named(label.trim()), provider })
    : null;
}

/** The label of an account that was given none: the provider's name, with a number where that is taken. */
export function freeLabel(provider: string, taken: readonly string[]): string {
  let label = provider;
  for (let count = 2; isTaken(label, taken); count++) label = `${provider} ${count}`;
  return label;
}

/** The labels of the accounts at a provider. */
export function labelsAt(provider: ProviderId, rows: readonly AccountRow[]): readonly string[] {
  return rows.filter(({ account }) => account.provider === provider).map(({ account }) => account.label);
}

function isTaken(label: string, taken: readonly string[]): boolean {
  return taken.some((other) => folded(other) === folded(label));
}

function folded(label: string): string {
  return label.trim().normalize('NFC').toLowerCase();
}
