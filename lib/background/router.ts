import type { ProviderId } from '../model/account';
import type { Answer, MessageType, Payload, Result } from '../model/messages';
import { TroubleError, troubleOf } from '../model/trouble';
import { z } from '../providers/zod';
import type { PanelHandlers } from './panel/desk';
import { panelPayloads, payloads } from './payloads';
import { isPlainData } from './plain-data';
import type { OwnPage } from './sender';

export type Handlers = { readonly [T in MessageType]: (payload: Payload<T>) => Promise<Answer<T>> };

/** What is answered while Lastgood is locked: what unlocks it, and what needs nothing that is sealed. */
const whileLocked: ReadonlySet<MessageType> = new Set([
  'unlock',
  'lockNow',
  'forgetPassphrase',
  'used',
  'diagnostics',
]);

/**
 * What only the page that says what would happen and asks may send: it destroys something, or spends a confirmation
 * for many. To every other page these are no messages of ours, and neither is a backup that is not free.
 */
const fromConfirm: ReadonlySet<MessageType> = new Set([
  'restore',
  'deleteBackup',
  'makeRoom',
  'backUpMany',
  'saveScheduleAtCost',
  'changeBackupSettingsAtCost',
  'deleteSchedule',
]);

/** A backup that is not free. */
const atCost = z.looseObject({ cost: z.looseObject({}) });

function isConfirmed(type: MessageType, payload: unknown): boolean {
  return fromConfirm.has(type) || (type === 'backUpNow' && atCost.safeParse(payload).success);
}

/** Every message that is answered, by who may send it. */
export const messageTypes = { ownPage: Object.keys(payloads), panel: Object.keys(panelPayloads) } as const;

/**
 * Answers one message of an own page; what is no message of ours changes nothing and says only `internal`, and most
 * messages only `locked` while it is.
 */
export function route(
  message: unknown,
  page: OwnPage,
  handlers: Handlers,
  isLocked: () => Promise<boolean>,
): Promise<Result<unknown>> {
  return answered(async () => {
    const { type, payload } = parsed(message, payloads);
    if (page !== 'confirm' && isConfirmed(type, payload)) throw notOurs(type);
    if ((await isLocked()) && !whileLocked.has(type)) throw new TroubleError({ kind: 'locked' });
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
    throw notOurs(type.data.type);
  }
  return { type: type.data.type, payload: payload.data };
}

function notOurs(type: string): TroubleError {
  return new TroubleError({ kind: 'internal', where: `message ${type}` });
}
