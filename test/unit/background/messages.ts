import fc from 'fast-check';
import type { MessageType, Payload } from '../../../lib/model/messages';
import type { PanelMessages } from '../../../lib/model/panel';
import { drafts, settingsChanges } from '../fleet/schedules/arbitrary';

export type PanelMessageType = keyof PanelMessages;
export type AnyType = MessageType | PanelMessageType;
export type Message = { readonly type: AnyType; readonly payload: object };

type Right = {
  readonly from: 'ownPage' | 'panel';
  readonly whileLocked: boolean;
  /** Only the page that asks back may send it: always, or where it costs something. */
  readonly confirmOnly?: true | 'atCost';
};

const ownPage: Right = { from: 'ownPage', whileLocked: false };
const ownPageAlways: Right = { from: 'ownPage', whileLocked: true };
const confirmPage: Right = { from: 'ownPage', whileLocked: false, confirmOnly: true };
const panel: Right = { from: 'panel', whileLocked: false };

/** Who may send which message, and whether it is answered while Lastgood is locked. A new one has to decide here. */
export const rights: { readonly [T in AnyType]: Right } = {
  addAccount: ownPage,
  replaceKey: ownPage,
  renameAccount: ownPage,
  removeAccount: ownPage,
  setLegacyId: ownPage,
  refresh: ownPage,
  backUpNow: { ...ownPage, confirmOnly: 'atCost' },
  examine: ownPage,
  readServers: ownPage,
  restoreSources: ownPage,
  restore: confirmPage,
  deleteBackup: confirmPage,
  makeRoom: confirmPage,
  backUpMany: confirmPage,
  saveSchedule: ownPage,
  changeBackupSettings: ownPage,
  saveScheduleAtCost: confirmPage,
  changeBackupSettingsAtCost: confirmPage,
  deleteSchedule: confirmPage,
  changeSettings: ownPage,
  snooze: ownPage,
  testNotification: ownPage,
  exportSettings: ownPage,
  importSettings: ownPage,
  setPassphrase: ownPage,
  changePassphrase: ownPage,
  removePassphrase: ownPage,
  unlock: ownPageAlways,
  lockNow: ownPageAlways,
  forgetPassphrase: ownPageAlways,
  used: ownPageAlways,
  diagnostics: ownPageAlways,
  panelView: panel,
  panelBackUp: panel,
  panelRemember: panel,
  panelDecline: panel,
};

export const allTypes = Object.keys(rights) as readonly AnyType[];
export const typesFrom = (from: Right['from']) => allTypes.filter((type) => rights[type].from === from);

const text = (maxLength: number, minLength = 1) =>
  fc.string({ minLength, maxLength, unit: fc.constantFrom(...'aZ09-_./<>&"{}$') });
const number = fc.integer({ min: 1, max: 1e9 }).map(String);
const passphrase = text(40, 12);
const nothing = fc.constant({});
const server = { accountId: text(200), serverId: text(200) };
const cost = fc.option(
  fc.oneof(
    fc.record({
      kind: fc.constant('evicts' as const),
      stated: fc.boolean(),
      backupId: fc.option(text(500)),
      isLastGood: fc.boolean(),
    }),
    fc.record({ kind: fc.constantFrom('refused' as const, 'starves' as const) }),
  ),
);
const span = fc.constantFrom('hour', 'day', 'week', 'change', null);

/** Payloads as they should be, of every message. */
const payloads: {
  readonly [T in AnyType]: fc.Arbitrary<
    T extends MessageType ? Payload<T> : T extends PanelMessageType ? PanelMessages[T]['payload'] : never
  >;
} = {
  addAccount: fc.record({
    provider: fc.constantFrom('hostup', 'vpsbg', 'vpsorg'),
    label: text(80),
    key: text(100),
  }),
  replaceKey: fc.record({ accountId: text(200), key: text(100) }),
  renameAccount: fc.record({ accountId: text(200), label: text(80) }),
  removeAccount: fc.record({ accountId: text(200) }),
  setLegacyId: fc.record({
    accountId: text(200),
    serverId: text(200),
    legacyId: fc.option(number),
    mustName: fc.boolean(),
  }),
  refresh: fc.record({ accountId: fc.option(text(200)) }),
  backUpNow: fc.record({ ...server, note: fc.option(text(200)), cost }),
  examine: fc.record(server),
  restoreSources: fc.record(server),
  restore: fc.record({
    ...server,
    backupId: text(500),
    sourceServerId: fc.option(text(200)),
    safety: fc.boolean(),
    cost,
    typedName: text(500, 0),
  }),
  deleteBackup: fc.record({ ...server, backupId: text(500), typedName: fc.option(text(500, 0)) }),
  makeRoom: fc.record({
    ...server,
    backupIds: fc.array(text(500), { minLength: 1, maxLength: 5 }),
    note: fc.option(text(200)),
    cost,
  }),
  readServers: fc.record({
    accountId: server.accountId,
    serverIds: fc.array(server.serverId, { minLength: 1, maxLength: 5 }),
  }),
  backUpMany: fc.record({
    servers: fc.array(fc.record({ ...server, cost }), { minLength: 1, maxLength: 5 }),
    note: fc.option(text(200)),
  }),
  saveSchedule: fc.record({ ...server, schedule: drafts }),
  saveScheduleAtCost: fc.record({ ...server, schedule: drafts, told: text(500) }),
  changeBackupSettings: fc.record({ ...server, change: settingsChanges }),
  changeBackupSettingsAtCost: fc.record({ ...server, change: settingsChanges, told: text(500) }),
  deleteSchedule: fc.record({ ...server, scheduleId: text(500), told: text(500) }),
  changeSettings: fc.record({
    change: fc.record(
      {
        nearPercent: fc.integer({ min: 1, max: 100 }),
        notify: fc.boolean(),
        mutedAccounts: fc.array(text(200), { maxLength: 5 }),
        quietHours: fc.option(
          fc.record({ fromMinute: fc.nat(1439), toMinute: fc.nat(1439), errorsPass: fc.boolean() }),
        ),
      },
      { requiredKeys: [] },
    ),
  }),
  snooze: fc.record({
    target: fc.oneof(
      fc.record({ kind: fc.constant('finding' as const), id: text(500) }),
      fc.record({ kind: fc.constant('server' as const), key: text(500) }),
    ),
    span,
  }),
  testNotification: nothing,
  exportSettings: nothing,
  importSettings: fc.record({ text: text(1000, 0) }),
  setPassphrase: fc.record({ passphrase }),
  changePassphrase: fc.record({ current: passphrase, next: passphrase }),
  removePassphrase: fc.record({ current: passphrase }),
  unlock: fc.record({ passphrase }),
  lockNow: nothing,
  forgetPassphrase: nothing,
  used: nothing,
  diagnostics: nothing,
  panelView: nothing,
  panelBackUp: fc.record({ serverId: text(200) }),
  panelRemember: fc.record({ serverId: text(200), legacyId: number }),
  panelDecline: fc.record({ serverId: text(200) }),
};

export function messageOf(type: AnyType): fc.Arbitrary<Message> {
  return (payloads[type] as fc.Arbitrary<object>).map((payload) => ({ type, payload }));
}

/** A message that is in order, of any of these types. */
export function messagesOf(types: readonly AnyType[]): fc.Arbitrary<Message> {
  return fc.constantFrom(...types).chain(messageOf);
}

const MARK = 'echoed-if-you-see-this';
const HUGE = MARK.padEnd(1_000_000, 'x');

/** Own names that an object inherits or that steer one, each of which must be a name like any other. */
const trickNames = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  '__defineGetter__',
  'then',
  'toJSON',
  'length',
  '',
  '0',
] as const;
const forgedFields = [
  'sender',
  'origin',
  'frameId',
  'id',
  'url',
  'tab',
  'provider',
  'method',
  'headers',
  'isTrusted',
];

function cyclic(): object {
  const loop: Record<string, unknown> = { mark: MARK };
  loop.payload = loop;
  loop.type = [loop];
  return loop;
}

function deep(levels: number): object {
  let value: object = { mark: MARK };
  for (let level = 0; level < levels; level++) value = { payload: value };
  return value;
}

/** What no field of any message may be, of every kind that the structured clone can carry. */
export const strangeValues: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    -1,
    1.5,
    10n,
    HUGE,
    [],
    {},
    new Map([['type', MARK]]),
    new Set([MARK]),
    new Date(0),
    new Date(Number.NaN),
    /a+/g,
    new Error(MARK),
    new ArrayBuffer(8),
    new Uint8Array(4),
    new Float64Array(1000),
    new BigUint64Array(2),
    new DataView(new ArrayBuffer(2)),
    Object('boxed'),
    Object(7),
    Object(true),
    new Array(5000),
    Array.from({ length: 50_000 }, () => MARK),
    cyclic(),
    deep(300),
    JSON.parse(`{"__proto__":{"polluted":"${MARK}"}}`),
  ),
  fc.object({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true }),
);

type Path = readonly string[];

/** Every place in a message, the message itself among them. */
function pathsIn(value: unknown, to: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [to];
  return [to, ...Object.entries(value).flatMap(([key, inner]) => pathsIn(inner, [...to, key]))];
}

function changed(value: unknown, path: Path, change: (old: unknown) => unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return change(value);
  const next: Record<string, unknown> = { ...(value as object) };
  next[key] = changed(next[key], rest, change);
  return next;
}

function withOwn(value: unknown, name: string, inner: unknown): unknown {
  const next = { ...(value as object) };
  Object.defineProperty(next, name, { value: inner, enumerable: true, configurable: true, writable: true });
  return next;
}

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
const at = (value: unknown, path: Path) =>
  path.reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], value);

/** Types that are none: near ones, inherited ones, and what only looks like a text. */
const noTypes: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    ...trickNames,
    ...forgedFields,
    'wipe',
    'restoreBackup',
    'delete',
    HUGE,
    0,
    null,
    {},
  ),
  fc
    .constantFrom(...allTypes)
    .chain((type) =>
      fc.constantFrom<unknown>(
        [type],
        Object(type),
        ` ${type}`,
        `${type} `,
        `${type}\u0000`,
        type.toUpperCase(),
        `__proto__.${type}`,
        { toString: type },
        new Map([[type, type]]),
      ),
    ),
  fc.string(),
);

/** Things that are no message at all though they hold one. */
function wrapped(message: Message): fc.Arbitrary<unknown> {
  return fc.constantFrom<unknown>(
    JSON.stringify(message),
    [message],
    [message.type, message.payload],
    new Map(Object.entries(message)),
    new Set([message]),
    { message },
    { data: message, type: 'message' },
    { ...message, payload: JSON.stringify(message.payload) },
    { ...message, payload: [message.payload] },
    { ...message, payload: new Map(Object.entries(message.payload)) },
    { type: message.type, ...message.payload, args: message.payload },
  );
}

/**
 * A message of one of these types with exactly one thing wrong, which makes it none. (An empty list or object, a
 * number or undefined may be right in a setting: those are not put there.)
 */
export function brokenOf(types: readonly AnyType[]): fc.Arbitrary<unknown> {
  return messagesOf(types).chain((message) => {
    const places = pathsIn(message);
    const objects = places.filter((path) => isObject(at(message, path)));
    const isSetting = (path: Path) => path.includes('change') && path.length > 2;
    const replaced = fc
      .tuple(fc.constantFrom(...places.filter((path) => !isSetting(path))), strangeValues)
      .filter(([path, value]) => !isFineAt(message, path, value))
      .map(([path, value]) => changed(message, path, () => value));
    const added = fc
      .tuple(
        fc.constantFrom(...objects),
        fc.constantFrom(...trickNames, ...forgedFields),
        fc.constantFrom<unknown>(MARK, 1, null, { id: MARK, origin: MARK, frameId: 0 }),
      )
      .filter(([path, name]) => !Object.hasOwn(at(message, path) as object, name))
      .map(([path, name, value]) => changed(message, path, (old) => withOwn(old, name, value)));
    const dropped = fc
      .constantFrom(...places.filter((path) => path.length > 0 && !isSetting(path)))
      .map((path) =>
        changed(message, path.slice(0, -1), (old) => {
          const { [path.at(-1) ?? '']: _, ...rest } = old as Record<string, unknown>;
          return rest;
        }),
      );
    const retyped = noTypes
      .filter((type) => !allTypes.some((known) => known === type))
      .map((type) => ({ ...message, type }));
    return fc.oneof(replaced, added, dropped, retyped, wrapped(message));
  });
}

/** Whether a strange value happens to be right: an empty change, an empty payload, a text of any length to import. */
function isFineAt(message: Message, path: Path, value: unknown): boolean {
  const place = path.slice(1).join('.');
  const isEmpty =
    isObject(value) &&
    Object.getPrototypeOf(value) === Object.prototype &&
    Object.keys(value as object).length === 0;
  if (place === 'change') return isEmpty;
  if (path.length === 1 && path[0] === 'payload') return isEmpty && Object.keys(message.payload).length === 0;
  return message.type === 'importSettings' && place === 'text' && typeof value === 'string';
}

/** What an answer would say if it echoed any of it. */
export const ECHO = MARK;
