import type { AccountId, ProviderId } from '../../model/account';
import { type ResultKind, resultKinds } from '../activity';
import { type ScheduleShow, type ScheduleSort, scheduleShows, scheduleSorts } from '../schedules/select';
import type { Coverage } from '../types';

export const views = ['servers', 'backups', 'schedules', 'activity'] as const;
export const spansDays = [30, 90, 365] as const;
export const serverSorts = ['worst', 'name', 'age', 'quota', 'size', 'provider'] as const;
export const groupings = ['account', 'provider', 'coverage'] as const;
export const backupSorts = ['date', 'server', 'size', 'kind', 'expiry', 'gone'] as const;
const coverages: readonly Coverage[] = ['exposed', 'overdue', 'unknown', 'covered'];

export type View = (typeof views)[number];
export type SpanDays = (typeof spansDays)[number];
export type ServerSort = (typeof serverSorts)[number];
export type Grouping = (typeof groupings)[number];
export type BackupSort = (typeof backupSorts)[number];

/** An order by one column, in the direction that tells most first or against it. */
export type Order<By extends string> = { readonly by: By; readonly reversed: boolean };

/** What the dashboard shows and how: all that its address says. */
export type Address = {
  readonly view: View;
  readonly query: string;
  readonly accountId: AccountId | null;
  readonly provider: ProviderId | null;
  readonly coverage: Coverage | null;
  readonly days: SpanDays;
  readonly sort: Order<ServerSort>;
  readonly group: Grouping | null;
  /** The order of the list of all backups. */
  readonly backupSort: Order<BackupSort>;
  /** Of all backups only those that went away. */
  readonly goneOnly: boolean;
  /** Of the record of what was done only what became of it so. */
  readonly result: ResultKind | null;
  /** Which schedules are shown, and in which order. */
  readonly scheduleShow: ScheduleShow;
  readonly scheduleSort: ScheduleSort;
  /** The key of the server whose details stand open. */
  readonly server: string | null;
};

/** One part of an address: its name there, and how a value is written; `null` is left out and read as the default. */
type Part<Value> = {
  readonly name: string;
  readonly read: (text: string | null) => Value;
  readonly write: (value: Value) => string | null;
};

const parts: { readonly [Key in keyof Address]: Part<Address[Key]> } = {
  view: oneOf('view', views, 'servers'),
  query: { name: 'q', read: (text) => text ?? '', write: (query) => query || null },
  accountId: optional('account'),
  provider: optional('provider'),
  coverage: choiceOrNone('coverage', coverages),
  days: {
    name: 'days',
    read: (text) => spansDays.find((days) => String(days) === text) ?? 90,
    write: (days) => (days === 90 ? null : String(days)),
  },
  sort: order('sort', serverSorts, 'worst'),
  group: choiceOrNone('group', groupings),
  backupSort: order('order', backupSorts, 'date'),
  goneOnly: { name: 'gone', read: (text) => text === 'only', write: (only) => (only ? 'only' : null) },
  result: choiceOrNone('result', resultKinds),
  scheduleShow: oneOf('show', scheduleShows, 'all'),
  scheduleSort: oneOf('by', scheduleSorts, 'pressing'),
  server: optional('server'),
};

/** Reads the part of an address after "#"; what it does not say, or says in no known way, is the default. */
export function addressOf(hash: string): Address {
  const said = new URLSearchParams(hash.replace(/^#/, ''));
  const read = <Key extends keyof Address>(key: Key) => parts[key].read(said.get(parts[key].name));
  return {
    view: read('view'),
    query: read('query'),
    accountId: read('accountId'),
    provider: read('provider'),
    coverage: read('coverage'),
    days: read('days'),
    sort: read('sort'),
    group: read('group'),
    backupSort: read('backupSort'),
    goneOnly: read('goneOnly'),
    result: read('result'),
    scheduleShow: read('scheduleShow'),
    scheduleSort: read('scheduleSort'),
    server: read('server'),
  };
}

/** The address as it stands after the page's own, such as `#view=servers&days=365&sort=-age`. */
export function hashOf(address: Address): string {
  const said = new URLSearchParams();
  const write = <Key extends keyof Address>(key: Key) => {
    const { name, write: worded } = parts[key];
    const text = worded(address[key]);
    if (text !== null) said.set(name, text);
  };
  said.set('view', address.view);
  for (const key of Object.keys(parts) as (keyof Address)[]) write(key);
  return `#${said}`;
}

function oneOf<const Value extends string>(
  name: string,
  values: readonly Value[],
  usual: Value,
): Part<Value> {
  return {
    name,
    read: (text) => values.find((value) => value === text) ?? usual,
    write: (value) => (value === usual ? null : value),
  };
}

function choiceOrNone<const Value extends string>(
  name: string,
  values: readonly Value[],
): Part<Value | null> {
  return {
    name,
    read: (text) => values.find((value) => value === text) ?? null,
    write: (value) => value,
  };
}

function optional(name: string): Part<string | null> {
  return { name, read: (text) => text || null, write: (value) => value };
}

/** A leading "-" turns the order round. */
function order<const By extends string>(name: string, columns: readonly By[], usual: By): Part<Order<By>> {
  return {
    name,
    read: (text) => {
      const reversed = text !== null && text.startsWith('-');
      const said = reversed ? text.slice(1) : text;
      const by = columns.find((column) => column === said);
      return by === undefined ? { by: usual, reversed: false } : { by, reversed };
    },
    write: ({ by, reversed }) => (by === usual && !reversed ? null : `${reversed ? '-' : ''}${by}`),
  };
}
