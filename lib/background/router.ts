import type { ProviderId } from '../model/account';
import { passphraseBounds } from '../model/lock';
import type { Answer, MessageType, Payload, Result } from '../model/messages';
import type { PanelMessages } from '../model/panel';
import { TroubleError, troubleOf } from '../model/trouble';
import { providerInfos } from '../providers/origins';
import { z } from '../providers/zod';
import type { PanelHandlers } from './panel/desk';
import { isPlainData } from './plain-data';
import { settingsChange } from './settings-shape';

export type Handlers = { readonly [T in MessageType]: (payload: Payload<T>) => Promise<Answer<T>> };

const id = z.string().min(1).max(200);
const label = z.string().trim().min(1).max(80);
/** A key goes into a header: printable ASCII without spaces, as every provider issues them. */
const key = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]{1,4096}$/);
const note = z.string().trim().max(200).nullable();
const legacyId = z
  .string()
  .trim()
  .regex(/^[1-9]\d{0,15}$/);
const newPassphrase = z.string().min(passphraseBounds.min).max(passphraseBounds.max);
/** One that was set long ago may be shorter than a new one has to be. */
const passphrase = z.string().min(1).max(passphraseBounds.max);
/** A finding's or a server's: it is made of ids. */
const longId = z.string().min(1).max(500);

const payloads: { readonly [T in MessageType]: z.ZodType<Payload<T>> } = {
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
  backUpNow: z.strictObject({ accountId: id, serverId: id, note }),
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

/** What is answered while Lastgood is locked: what unlocks it, and what needs nothing that is sealed. */
const whileLocked: { readonly [T in MessageType]: boolean } = {
  addAccount: false,
  replaceKey: false,
  renameAccount: false,
  removeAccount: false,
  setLegacyId: false,
  refresh: false,
  backUpNow: false,
  changeSettings: false,
  snooze: false,
  testNotification: false,
  exportSettings: false,
  importSettings: false,
  setPassphrase: false,
  changePassphrase: false,
  removePassphrase: false,
  unlock: true,
  lockNow: true,
  forgetPassphrase: true,
  used: true,
  diagnostics: true,
};

const panelPayloads: { readonly [T in keyof PanelMessages]: z.ZodType<PanelMessages[T]['payload']> } = {
  panelView: z.strictObject({}),
  panelBackUp: z.strictObject({ serverId: id }),
  panelRemember: z.strictObject({ serverId: id, legacyId }),
  panelDecline: z.strictObject({ serverId: id }),
};

/** Every message that is answered, by who may send it. */
export const messageTypes = { ownPage: Object.keys(payloads), panel: Object.keys(panelPayloads) } as const;

/**
 * Answers one message of an own page; what is no message of ours changes nothing and says only `internal`, and most
 * messages only `locked` while it is.
 */
export function route(
  message: unknown,
  handlers: Handlers,
  isLocked: () => Promise<boolean>,
): Promise<Result<unknown>> {
  return answered(async () => {
    const { type, payload } = parsed(message, payloads);
    if ((await isLocked()) && !whileLocked[type]) throw new TroubleError({ kind: 'locked' });
    return call(handlers, type, payload);
  });
}

/** Answers one message of a content script, and none while it is locked: the provider is the one whose panel it speaks from. */
export function routePanel(
  message: unknown,
  provider: ProviderId,
  handlers: PanelHandlers,
  isLocked: () => Promise<boolean>,
): Promise<Result<unknown>> {
  return answered(async () => {
    const { type, payload } = parsed(message, panelPayloads);
    if (await isLocked()) throw new TroubleError({ kind: 'locked' });
    const ask = handlers[type] as (provider: ProviderId, payload: unknown) => Promise<unknown>;
    return ask(provider, payload);
  });
}

async function answered(run: () => Promise<unknown>): Promise<Result<unknown>> {
  try {
    return { ok: true, value: await run() };
  } catch (error) {
    return { ok: false, trouble: troubleOf(error) };
  }
}

function call(handlers: Handlers, type: MessageType, payload: unknown): Promise<unknown> {
  // `parsed` read the payload with the schema of this very type.
  const handler = handlers[type] as (payload: unknown) => Promise<unknown>;
  return handler(payload);
}

/** The type and the payload of a message, by the schema that the type has; throws where either is not ours. */
function parsed<Types extends Readonly<Record<string, z.ZodType>>>(
  message: unknown,
  schemas: Types,
): { readonly type: keyof Types & string; readonly payload: unknown } {
  if (!isPlainData(message)) throw new TroubleError({ kind: 'internal', where: 'message' });
  const envelope = z.strictObject({ type: z.string(), payload: z.unknown() }).safeParse(message);
  const type = z.looseObject({ type: z.string() }).safeParse(message);
  const schema = type.success && Object.hasOwn(schemas, type.data.type) ? schemas[type.data.type] : undefined;
  if (!type.success || schema === undefined) throw new TroubleError({ kind: 'internal', where: 'message' });
  const payload = schema.safeParse(envelope.success ? envelope.data.payload : undefined);
  if (!envelope.success || !payload.success) {
    throw new TroubleError({ kind: 'internal', where: `message ${type.data.type}` });
  }
  return { type: type.data.type, payload: payload.data };
}
