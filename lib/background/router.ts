import type { Answer, MessageType, Payload, Result } from '../model/messages';
import { TroubleError, troubleOf } from '../model/trouble';
import { providerInfos } from '../providers/origins';
import { z } from '../providers/zod';
import { settingsChange } from './settings-shape';

export type Handlers = { readonly [T in MessageType]: (payload: Payload<T>) => Promise<Answer<T>> };

/** Who is speaking, as far as the browser vouches for it. Only `ownPage` may send any message that exists today. */
export type Sender = 'ownPage' | 'stranger';

type RawSender = {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  readonly origin?: string | undefined;
};

const id = z.string().min(1).max(200);
const label = z.string().trim().min(1).max(80);
/** A key goes into a header: printable ASCII without spaces, as every provider issues them. */
const key = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]{1,4096}$/);
const note = z.string().trim().max(200).nullable();
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
    legacyId: z
      .string()
      .trim()
      .regex(/^[1-9]\d{0,15}$/)
      .nullable(),
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
};

/** Classes a sender: an own page is one whose origin, as the browser states it, equals the extension's. */
export function classify(sender: RawSender, own: { readonly id: string; readonly origin: string }): Sender {
  if (sender.id !== own.id) return 'stranger';
  return originOf(sender) === own.origin ? 'ownPage' : 'stranger';
}

function originOf(sender: RawSender): string | null {
  if (sender.origin !== undefined) return sender.origin;
  // Firefox before 126 states no origin; the origin of an extension's URL is opaque to `URL.origin` there.
  if (sender.url === undefined || !URL.canParse(sender.url)) return null;
  const url = new URL(sender.url);
  return `${url.protocol}//${url.host}`;
}

/** Answers one message of an own page; what is no message of ours changes nothing and says only `internal`. */
export async function route(message: unknown, handlers: Handlers): Promise<Result<unknown>> {
  try {
    const type = typeOf(message);
    return { ok: true, value: await handle(type, message, handlers) };
  } catch (error) {
    return { ok: false, trouble: troubleOf(error) };
  }
}

async function handle<T extends MessageType>(
  type: T,
  message: unknown,
  handlers: Handlers,
): Promise<unknown> {
  const envelope = z.strictObject({ type: z.string(), payload: z.unknown() }).safeParse(message);
  const payload = payloads[type].safeParse(envelope.success ? envelope.data.payload : undefined);
  if (!envelope.success || !payload.success)
    throw new TroubleError({ kind: 'internal', where: `message ${type}` });
  return handlers[type](payload.data);
}

function typeOf(message: unknown): MessageType {
  const parsed = z.looseObject({ type: z.string() }).safeParse(message);
  if (!parsed.success || !isMessageType(parsed.data.type)) {
    throw new TroubleError({ kind: 'internal', where: 'message' });
  }
  return parsed.data.type;
}

function isMessageType(type: string): type is MessageType {
  return Object.hasOwn(payloads, type);
}
