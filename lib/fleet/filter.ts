import type { AccountId } from '../model/account';
import type { Backup } from '../model/backup';
import { queryOf, stands } from './search';
import type { ServerRow } from './types';

export type Filter = { readonly query: string; readonly accountId: AccountId | null };

/** True where neither the words nor the account leave anything out. */
export function isEmptyFilter(filter: Filter): boolean {
  const { words, coverage } = queryOf(filter.query);
  return filter.accountId === null && words.length === 0 && coverage === null;
}

/** The servers that carry every word in their names, addresses, accounts or backups' notes, and stand as was asked for. */
export function filterRows(rows: readonly ServerRow[], filter: Filter): readonly ServerRow[] {
  const { words, coverage } = queryOf(filter.query);
  return rows.filter((row) => {
    if (!reaches(row, filter.accountId) || !stands(row, coverage)) return false;
    if (words.length === 0) return true;
    const server = textOfServer(row);
    return words.every(
      (word) => server.includes(word) || row.backups.some((backup) => textOfBackup(backup).includes(word)),
    );
  });
}

/** A backup with its server's row; whether the backup is still listed matters to nobody here. */
type Noted = { readonly backup: Pick<Backup, 'note'>; readonly row: ServerRow };

/** The backups that carry every word, be it in their own note or in their server's names. */
export function filterLines<Line extends Noted>(lines: readonly Line[], filter: Filter): readonly Line[] {
  const { words, coverage } = queryOf(filter.query);
  const texts = new Map<ServerRow, string>();
  return lines.filter(({ backup, row }) => {
    if (!reaches(row, filter.accountId) || !stands(row, coverage)) return false;
    if (words.length === 0) return true;
    const server = texts.get(row) ?? textOfServer(row);
    texts.set(row, server);
    return words.every((word) => server.includes(word) || textOfBackup(backup).includes(word));
  });
}

function reaches(row: ServerRow, accountId: AccountId | null): boolean {
  return accountId === null || [row.account, ...row.otherAccounts].some(({ id }) => id === accountId);
}

function textOfServer(row: ServerRow): string {
  const { server } = row.stored;
  const accounts = [row.account, ...row.otherAccounts].map(({ label }) => label);
  return [server.name, server.hostname ?? '', ...server.addresses, row.providerName, ...accounts]
    .join('\n')
    .toLocaleLowerCase();
}

function textOfBackup(backup: Pick<Backup, 'note'>): string {
  return (backup.note ?? '').toLocaleLowerCase();
}
