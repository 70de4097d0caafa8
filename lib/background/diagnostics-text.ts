import type { Account, AccountId } from '../model/account';
import type { Fault } from '../model/fault';
import type { LockState } from '../model/lock';
import type { Settings } from '../model/settings';
import type { EpochMs } from '../model/time';
import { accountLines, nameOf, type SealedFacts } from './diagnostics-accounts';
import { fleetLines } from './diagnostics-fleet';
import { browsers, errorNames, works } from './diagnostics-known';
import { ago, joined, oneOf, type Plain, plain, span, version, word } from './diagnostics-plain';

/** All that the text is made of; `sealed` is null while it is locked. */
export type DiagnosticsFacts = {
  readonly now: EpochMs;
  readonly extensionVersion: string;
  readonly browser: { readonly name: string; readonly version: string };
  readonly lock: LockState;
  readonly accounts: readonly Account[];
  readonly settings: Settings;
  readonly faults: readonly Fault[];
  readonly sealed: SealedFacts | null;
};

/**
 * Text that a person may put into a report of a fault, in English for who mends it. Only what is named here is
 * written: numbers, moments, and words of our own; the same for the same facts.
 */
export function diagnosticsOf(facts: DiagnosticsFacts): string {
  const { accounts, sealed, now } = facts;
  const sections: readonly (readonly Plain[])[] = [
    headLines(facts),
    settingsLines(facts.settings),
    accounts.length === 0 ? [plain`no account`] : accountLines(accounts, sealed, now),
    sealed === null ? [] : fleetLines(sealed, now),
    faultLines(facts.faults, accounts, now),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => joined(lines, '\n'))
    .join('\n\n')}\n`;
}

function headLines({ now, extensionVersion, browser, lock, sealed }: DiagnosticsFacts): readonly Plain[] {
  const name = oneOf(browser.name, browsers, 'another browser');
  return [
    plain`Lastgood ${version(extensionVersion)} in ${name} ${version(browser.version)}, ${moment(now)}`,
    lock.kind === 'locked'
      ? plain`passphrase: set, locked; not followed meanwhile: ${lock.unfollowed}`
      : plain`passphrase: ${word(lock.kind === 'none' ? 'none' : 'set, unlocked')}`,
    ...(sealed === null
      ? [plain`What the passphrase seals is left out: servers, operations, findings.`]
      : []),
  ];
}

function moment(at: EpochMs): Plain {
  const date = new Date(at);
  const two = (number: number) => (number < 10 ? plain`0${number}` : plain`${number}`);
  const day = plain`${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
  return plain`${day} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())} UTC`;
}

function settingsLines(settings: Settings): readonly Plain[] {
  const { quietHours, lockAfterMs } = settings;
  const goals = [settings.accountGoalsMs, settings.serverGoalsMs].map((own) => Object.keys(own).length);
  const [ofAccounts = 0, ofServers = 0] = goals;
  const quiet =
    quietHours === null
      ? plain`none`
      : plain`minutes ${quietHours.fromMinute} to ${quietHours.toMinute}, errors pass: ${yesNo(quietHours.errorsPass)}`;
  return [
    plain`language: ${word(settings.language)}`,
    plain`refreshed every ${span(settings.refreshEveryMs)}`,
    plain`goal ${span(settings.goalMs)}, grace ${span(settings.graceMs)}; own goals: ${ofAccounts} accounts, ${ofServers} servers`,
    plain`nearly full from ${settings.nearPercent} %, expiring within ${span(settings.expiringWithinMs)}`,
    plain`notifications: ${yesNo(settings.notify)}; quiet hours: ${quiet}`,
    plain`muted: ${settings.mutedAccounts.length} accounts, topics: ${
      settings.mutedTopics.length === 0
        ? plain`none`
        : joined(
            settings.mutedTopics.map((topic) => word(topic)),
            ', ',
          )
    }`,
    plain`panels off: ${settings.panelsOff.length}; accounts that may back up from a page: ${settings.pageBackupsAllowed.length}; numbers declined: ${settings.legacyOffersDeclined.length}`,
    plain`locks by itself: ${lockAfterMs === null ? plain`with the browser` : plain`after ${span(lockAfterMs)}`}`,
  ];
}

function yesNo(is: boolean): Plain {
  return word(is ? 'yes' : 'no');
}

function faultLines(faults: readonly Fault[], accounts: readonly Account[], now: EpochMs): readonly Plain[] {
  if (faults.length === 0) return [plain`no fault noted`];
  return faults.map((fault) => {
    const when = ago(fault.at, now);
    if (fault.kind === 'damaged') {
      return plain`fault ${when}: damaged ${word(fault.part)}${ofAccount(fault.accountId, accounts)}`;
    }
    const what = oneOf(fault.name, errorNames, 'another error');
    return plain`fault ${when}: ${what} in ${oneOf(fault.where, works, 'other work')}`;
  });
}

function ofAccount(id: AccountId | null, accounts: readonly Account[]): Plain {
  return id === null ? plain`` : plain` of ${nameOf(id, accounts)}`;
}
