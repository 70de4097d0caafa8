import { browser } from 'wxt/browser';
import type { Answer, MessageType, Payload, Result } from './model/messages';

/** Sends a message to the background; the only `runtime.sendMessage` of the extension. */
export async function send<T extends MessageType>(type: T, payload: Payload<T>): Promise<Result<Answer<T>>> {
  try {
    return (await browser.runtime.sendMessage({ type, payload })) as Result<Answer<T>>;
  } catch {
    return { ok: false, trouble: { kind: 'internal', where: 'runtime.sendMessage' } };
  }
}
