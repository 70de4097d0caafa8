import { browser } from 'wxt/browser';
import type { Answer, MessageType, Payload, Result } from './model/messages';

/** A browser's words for a message that no worker was there to take: nothing was done, and sending it again is safe. */
const NOT_DELIVERED = /Receiving end does not exist|Could not establish connection/;

/**
 * Sends a message to the background; the only `runtime.sendMessage` of the extension. A worker that was just being
 * stopped gets it once more; a message that may have arrived is never repeated.
 */
export async function send<T extends MessageType>(type: T, payload: Payload<T>): Promise<Result<Answer<T>>> {
  for (let tries = 1; ; tries++) {
    try {
      const answer: unknown = await browser.runtime.sendMessage({ type, payload });
      return isResult<Answer<T>>(answer) ? answer : { ok: false, trouble: { kind: 'noBackground' } };
    } catch (error) {
      if (tries === 1 && error instanceof Error && NOT_DELIVERED.test(error.message)) continue;
      return { ok: false, trouble: { kind: 'noBackground' } };
    }
  }
}

/** The background answers in this form alone; a worker that died over a message answers with nothing at all. */
function isResult<Value>(answer: unknown): answer is Result<Value> {
  return typeof answer === 'object' && answer !== null && 'ok' in answer;
}
