import type { Messages, Result } from './model/messages';
import type { PanelMessages } from './model/panel';

/** What the extension's own pages and its content script may ask of the background. */
type Sendable = Messages & PanelMessages;

/** A browser's words for a message that no worker was there to take: nothing was done, and sending it again is safe. */
const NOT_DELIVERED = /Receiving end does not exist/;

/** The browser's own object: the content script cannot afford a polyfill, and needs none for messages. */
export function extensionApi(): typeof chrome {
  return (globalThis as { browser?: typeof chrome }).browser ?? chrome;
}

/**
 * Sends a message to the background; the only `runtime.sendMessage` of the extension. A worker that was just being
 * stopped gets it once more; a message that may have arrived is never repeated.
 */
export async function send<T extends keyof Sendable>(
  type: T,
  payload: Sendable[T]['payload'],
): Promise<Result<Sendable[T]['answer']>> {
  for (let tries = 1; ; tries++) {
    try {
      const answer: unknown = await extensionApi().runtime.sendMessage({ type, payload });
      return isResult<Sendable[T]['answer']>(answer)
        ? answer
        : { ok: false, trouble: { kind: 'noBackground' } };
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
