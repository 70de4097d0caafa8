import { overview } from '../../../../lib/fleet/overview';
import type { ServerRow } from '../../../../lib/fleet/types';
import type { Account, AccountStatus } from '../../../../lib/model/account';
import type { Operation } from '../../../../lib/model/operation';
import type { Server, ServerReading, StoredServer } from '../../../../lib/model/server';
import { anAccount, aReading, aServer, aState, aStatus, aStored, NOW } from '../../builders';

type Parts = {
  readonly account?: Partial<Account>;
  readonly status?: Partial<AccountStatus>;
  readonly server?: Partial<Server>;
  readonly stored?: Partial<StoredServer>;
  readonly reading?: Partial<ServerReading> | null;
  readonly operations?: readonly Operation[];
};

/** The row of one server, judged at the fixed moment. */
export function aRow({ account, status, server, stored, reading, operations = [] }: Parts = {}): ServerRow {
  const { rows, gone } = overview(
    aState({
      accounts: [anAccount(account)],
      statuses: [aStatus({ capabilities: ['create', 'delete', 'restore', 'restoreFrom'], ...status })],
      servers: [
        aStored({
          server: aServer(server),
          reading: reading === null ? null : aReading(reading),
          ...stored,
        }),
      ],
      operations,
    }),
    NOW,
  );
  const [row] = [...rows, ...gone];
  if (!row) throw new Error('the state has no server');
  return row;
}
