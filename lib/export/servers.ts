import type { Overview, ServerRow } from '../fleet/types';
import type { Quota } from '../model/backup';
import { type Columns, iso, seconds, type Table, tableOf } from './table';

const quotaOf = ({ stored }: ServerRow): Quota | null => stored.reading && stored.reading.quota;

/** A server's own columns, which every other table begins with too. */
export const serverColumns: Columns<ServerRow> = {
  server: ({ key }) => key,
  provider: ({ providerName }) => providerName,
  account: ({ account }) => account.label,
  name: ({ stored }) => stored.server.name,
};

const columns: Columns<ServerRow> = {
  ...serverColumns,
  hostname: ({ stored }) => stored.server.hostname,
  addresses: ({ stored }) => stored.server.addresses,
  coverage: ({ coverage, stored }) => (stored.goneSince === null ? coverage : null),
  lastGoodBackupAt: ({ lastGood }) => iso(lastGood && lastGood.createdAt),
  lastGoodBackupId: ({ lastGood }) => lastGood && lastGood.id,
  restoreAgeSeconds: ({ restoreAgeMs }) => seconds(restoreAgeMs),
  goalSeconds: ({ goalMs }) => seconds(goalMs),
  backups: ({ stored, backups }) => (stored.reading === null ? null : backups.length),
  slotsUsed: (row) => quotaOf(row)?.used ?? null,
  slotsLimit: (row) => {
    const quota = quotaOf(row);
    return quota !== null && quota.kind === 'limited' ? quota.limit : null;
  },
  readAt: ({ stored }) => iso(stored.readAt),
  trouble: ({ trouble }) => trouble && trouble.kind,
  noLongerListedSince: ({ stored }) => iso(stored.goneSince),
};

/** Every server, worst first, then those that their providers no longer list. */
export function serversTable({ rows, gone }: Overview): Table {
  return tableOf('servers', [...rows, ...gone], columns);
}
