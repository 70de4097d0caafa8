import type { Account, AccountId, AccountStatus } from '../model/account';
import type { ServerReading, StoredServer } from '../model/server';
import type { StoredState } from '../model/state';
import type { EpochMs } from '../model/time';
import type { Trouble } from '../model/trouble';
import { providerInfos } from '../providers/origins';
import { ago, joined, oneOf, type Plain, plain, span, tally, word } from './diagnostics-plain';

/** What a passphrase seals. */
export type SealedFacts = Pick<
  StoredState,
  'statuses' | 'servers' | 'operations' | 'plans' | 'findings' | 'snoozes'
>;

const providers = providerInfos.map(({ id }) => id);

/** An account by its place in the list, which says nothing to anybody else. */
export function nameOf(id: AccountId, accounts: readonly Account[]): Plain {
  const at = accounts.findIndex((account) => account.id === id);
  return at === -1 ? plain`an account that is gone` : plain`account ${at + 1}`;
}

/** What is known of each account. */
export function accountLines(
  accounts: readonly Account[],
  sealed: SealedFacts | null,
  now: EpochMs,
): readonly Plain[] {
  return accounts.flatMap((account) => {
    const provider = oneOf(account.provider, providers, 'another provider');
    const numbers = Object.keys(account.legacyIds).length;
    const head = plain`${nameOf(account.id, accounts)}: ${provider}, added ${ago(account.createdAt, now)}, older numbers: ${numbers}`;
    if (sealed === null) return [head];
    const status = sealed.statuses.find(({ accountId }) => accountId === account.id);
    const servers = sealed.servers.filter(({ accountId }) => accountId === account.id);
    return [
      head,
      ...(status === undefined ? [plain`  no status`] : statusLines(status, now)),
      ...serverLines(servers),
    ];
  });
}

function statusLines(status: AccountStatus, now: EpochMs): readonly Plain[] {
  const { capabilities, refresh } = status;
  const can = capabilities.length === 0 ? plain`nothing` : joined(capabilities.map(word), ', ');
  const under = refresh === null ? plain`no` : plain`since ${span(now - refresh.startedAt)}`;
  return [
    plain`  can: ${can}; writes: ${word(status.writes)}; key number ${status.keyNumber}`,
    plain`  checked ${ago(status.checkedAt, now)}; next ${ago(status.nextRefreshAt, now)}; under way: ${under}`,
    plain`  trouble: ${troubleWord(status.trouble)}, since ${ago(status.troubleSince, now)}`,
    plain`  clock ${span(status.skewMs)} ahead of ours; rows unreadable: ${status.unreadableRows}`,
  ];
}

/** The kind of a trouble and a status code, never its detail, its field or its origin. */
function troubleWord(trouble: Trouble | null): Plain {
  if (trouble === null) return plain`none`;
  return 'status' in trouble ? plain`${word(trouble.kind)} ${trouble.status}` : word(trouble.kind);
}

function serverLines(servers: readonly StoredServer[]): readonly Plain[] {
  const readings = servers.flatMap(({ reading }) => (reading === null ? [] : [reading]));
  const count = (is: (stored: StoredServer) => boolean) => servers.filter(is).length;
  const rows = (of: (reading: ServerReading) => number) =>
    readings.reduce((all, reading) => all + of(reading), 0);
  const own = servers.flatMap(({ trouble }) => (trouble === null ? [] : [troubleWord(trouble)]));
  const parts = readings.flatMap(({ partTroubles }) =>
    partTroubles.map(({ part, trouble }) => plain`${word(part)} ${troubleWord(trouble)}`),
  );
  const unlisted = count(({ unlistedSince }) => unlistedSince !== null);
  const gone = count(({ goneSince }) => goneSince !== null);
  const locked = count(({ lockedSince }) => lockedSince !== null);
  const backups = rows((reading) => reading.backups.length);
  const unmatched = rows((reading) => reading.unmatched.length);
  const snapshots = rows((reading) => reading.snapshots.length);
  const unreadable = rows((reading) => reading.unreadableRows);
  return [
    plain`  servers: ${servers.length}, never read: ${servers.length - readings.length}, unlisted: ${unlisted}, gone: ${gone}, locked: ${locked}`,
    plain`  backups: ${backups}, unmatched: ${unmatched}, snapshots: ${snapshots}, rows unreadable: ${unreadable}`,
    plain`  troubles of servers: ${tally(own)}; of parts: ${tally(parts)}`,
  ];
}
