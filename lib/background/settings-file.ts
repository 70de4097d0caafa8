import type { Account, AccountId } from '../model/account';
import type { NamedAccount } from '../model/messages';
import type { Settings } from '../model/settings';
import type { EpochMs } from '../model/time';
import { parseSettingsFile, type SettingsFile, VERSION, type WrongField } from './settings-file-shape';

type FileAccount = SettingsFile['accounts'][number];

/** What an import changes: all of it, or, with a wrong field, nothing. */
export type Import =
  | { readonly kind: 'refused'; readonly wrong: readonly WrongField[] }
  | {
      readonly kind: 'taken';
      readonly settings: Settings;
      readonly labels: ReadonlyMap<AccountId, string>;
      readonly missing: readonly NamedAccount[];
    };

/** Settings and account labels as the text of a file; keys are not among what it is given. */
export function settingsFile(all: Settings, accounts: readonly Account[], now: EpochMs): string {
  const {
    language: _language,
    pageBackupsAllowed: _allowed,
    legacyOffersDeclined: _declined,
    lockAfterMs: _lockAfterMs,
    ...settings
  } = all;
  const file: SettingsFile = {
    lastgood: 'settings',
    version: VERSION,
    exportedAt: now,
    settings: {
      ...settings,
      accountGoalsMs: { ...settings.accountGoalsMs },
      serverGoalsMs: { ...settings.serverGoalsMs },
      mutedTopics: [...settings.mutedTopics],
      mutedAccounts: [...settings.mutedAccounts],
      panelsOff: [...settings.panelsOff],
    },
    accounts: accounts.map(({ id, provider, label }) => ({ id, provider, label })),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/**
 * Reads such a file against what is here. Its accounts are those of the same id, else of the same provider and label;
 * what concerns an account that is not here is left out, and what is set for one that the file does not name stays.
 */
export function readSettingsFile(text: string, here: readonly Account[], current: Settings): Import {
  const parsed = parseSettingsFile(text);
  if ('wrong' in parsed) return { kind: 'refused', wrong: parsed.wrong };
  const { settings, accounts } = parsed.file;
  const matches = matchesOf(accounts, here);
  const matched = new Set(matches.values());
  const isLeftAlone = (id: AccountId) => here.some((account) => account.id === id) && !matched.has(id);
  const localId = (id: AccountId): readonly AccountId[] => {
    const match = matches.get(id);
    return match === undefined ? [] : [match];
  };
  return {
    kind: 'taken',
    settings: {
      ...current,
      ...settings,
      accountGoalsMs: Object.fromEntries([
        ...Object.entries(current.accountGoalsMs).filter(([id]) => isLeftAlone(id)),
        ...Object.entries(settings.accountGoalsMs).flatMap(([id, goalMs]) =>
          localId(id).map((match) => [match, goalMs] as const),
        ),
      ]),
      mutedAccounts: [
        ...new Set([
          ...current.mutedAccounts.filter(isLeftAlone),
          ...settings.mutedAccounts.flatMap(localId),
        ]),
      ],
    },
    labels: new Map(accounts.filter(({ id }) => matches.get(id) === id).map(({ id, label }) => [id, label])),
    missing: accounts
      .filter(({ id }) => !matches.has(id))
      .map(({ provider, label }) => ({ provider, label })),
  };
}

/** The account here for each account of the file, each at most once. */
function matchesOf(
  accounts: readonly FileAccount[],
  here: readonly Account[],
): ReadonlyMap<AccountId, AccountId> {
  const matches = new Map<AccountId, AccountId>();
  const free = new Map(here.map((account) => [account.id, account]));
  const match = (account: FileAccount, other: Account | undefined) => {
    if (other === undefined || matches.has(account.id)) return;
    matches.set(account.id, other.id);
    free.delete(other.id);
  };
  for (const account of accounts) {
    const same = free.get(account.id);
    if (same !== undefined && same.provider === account.provider) match(account, same);
  }
  for (const account of accounts) {
    const { provider, label } = account;
    match(
      account,
      [...free.values()].find((other) => other.provider === provider && other.label === label),
    );
  }
  return matches;
}
