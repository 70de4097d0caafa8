import { passphraseBounds } from '../model/lock';
import type { MessageType, Payload } from '../model/messages';
import type { PanelMessages } from '../model/panel';
import { providerInfos } from '../providers/origins';
import { z } from '../providers/zod';
import { settingsChange } from './settings-shape';

const id = z.string().min(1).max(200);
const label = z.string().trim().min(1).max(80);
/** A key goes into a header: printable ASCII without spaces, as every provider issues them. */
const key = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]{1,4096}$/);
const note = z.string().trim().max(200).nullable();
const cost = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('evicts'),
      stated: z.boolean(),
      backupId: z.string().min(1).max(500).nullable(),
      isLastGood: z.boolean(),
    }),
    z.strictObject({ kind: z.literal('refused') }),
    z.strictObject({ kind: z.literal('starves') }),
  ])
  .nullable();
const legacyId = z
  .string()
  .trim()
  .regex(/^[1-9]\d{0,15}$/);
const newPassphrase = z.string().min(passphraseBounds.min).max(passphraseBounds.max);
/** One that was set long ago may be shorter than a new one has to be. */
const passphrase = z.string().min(1).max(passphraseBounds.max);
/** A finding's, a server's or a backup's: it is made of ids. */
const longId = z.string().min(1).max(500);
const server = { accountId: id, serverId: id };
/** A server's name, typed by a person. */
const name = z.string().max(500);
const scheduled = {
  hour: z.int().min(0).max(23),
  minute: z.int().min(0).max(59).nullable(),
  retentionCount: z.int().min(1),
  enabled: z.boolean(),
  name: z.string().trim().min(1).max(80).nullable(),
};
/** Within the bounds that the provider documents; its own limit of copies is the provider's to check. */
const schedule = z.discriminatedUnion('frequency', [
  z.strictObject({ frequency: z.literal('daily'), ...scheduled }),
  z.strictObject({ frequency: z.literal('weekly'), dayOfWeek: z.int().min(0).max(6), ...scheduled }),
  z.strictObject({ frequency: z.literal('monthly'), dayOfMonth: z.int().min(1).max(31), ...scheduled }),
]);
const totalLimit = z.int().min(1);
const autoDeleteOldest = z.boolean();
/** One of the two, or both. */
const backupSettings = z.union([
  z.strictObject({ totalLimit }),
  z.strictObject({ autoDeleteOldest }),
  z.strictObject({ totalLimit, autoDeleteOldest }),
]);
/** What a page told of a change; it is compared and nothing else. */
const told = z.string().min(1).max(100_000);
const MOST_BACKUPS = 200;
const MOST_SERVERS = 5000;

/** What the own pages may send, each with its payload. */
export const payloads: { readonly [T in MessageType]: z.ZodType<Payload<T>> } = {
  addAccount: z.strictObject({ provider: z.enum(providerInfos.map((info) => info.id)), label, key }),
  replaceKey: z.strictObject({ accountId: id, key }),
  renameAccount: z.strictObject({ accountId: id, label }),
  removeAccount: z.strictObject({ accountId: id }),
  setLegacyId: z.strictObject({
    accountId: id,
    serverId: id,
    legacyId: legacyId.nullable(),
    mustName: z.boolean(),
  }),
  refresh: z.strictObject({ accountId: id.nullable() }),
  backUpNow: z.strictObject({ ...server, note, cost }),
  examine: z.strictObject(server),
  readServers: z.strictObject({ accountId: id, serverIds: z.array(id).min(1).max(MOST_SERVERS) }),
  restoreSources: z.strictObject(server),
  restore: z.strictObject({
    ...server,
    backupId: longId,
    sourceServerId: id.nullable(),
    safety: z.boolean(),
    cost,
    typedName: name,
  }),
  deleteBackup: z.strictObject({ ...server, backupId: longId, typedName: name.nullable() }),
  makeRoom: z.strictObject({ ...server, backupIds: z.array(longId).min(1).max(MOST_BACKUPS), note, cost }),
  backUpMany: z.strictObject({
    servers: z
      .array(z.strictObject({ ...server, cost }))
      .min(1)
      .max(MOST_SERVERS),
    note,
  }),
  saveSchedule: z.strictObject({ ...server, schedule }),
  saveScheduleAtCost: z.strictObject({ ...server, schedule, told }),
  changeBackupSettings: z.strictObject({ ...server, change: backupSettings }),
  changeBackupSettingsAtCost: z.strictObject({ ...server, change: backupSettings, told }),
  deleteSchedule: z.strictObject({ ...server, scheduleId: longId, told }),
  changeSettings: z.strictObject({ change: settingsChange }),
  snooze: z.strictObject({
    target: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('finding'), id: longId }),
      z.strictObject({ kind: z.literal('server'), key: longId }),
    ]),
    span: z.enum(['hour', 'day', 'week', 'change']).nullable(),
  }),
  testNotification: z.strictObject({}),
  exportSettings: z.strictObject({}),
  importSettings: z.strictObject({ text: z.string().max(1_000_000) }),
  setPassphrase: z.strictObject({ passphrase: newPassphrase }),
  changePassphrase: z.strictObject({ current: passphrase, next: newPassphrase }),
  removePassphrase: z.strictObject({ current: passphrase }),
  unlock: z.strictObject({ passphrase }),
  lockNow: z.strictObject({}),
  forgetPassphrase: z.strictObject({}),
  used: z.strictObject({}),
  diagnostics: z.strictObject({}),
};

/** What a content script may send. */
export const panelPayloads: { readonly [T in keyof PanelMessages]: z.ZodType<PanelMessages[T]['payload']> } =
  {
    panelView: z.strictObject({}),
    panelBackUp: z.strictObject({ serverId: id }),
    panelRemember: z.strictObject({ serverId: id, legacyId }),
    panelDecline: z.strictObject({ serverId: id }),
  };
