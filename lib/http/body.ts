import { TroubleError } from '../model/trouble';
import { redact } from './redact';

/** What `work` gives, or the signal's reason as soon as it is aborted. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** The whole body as text. Throws `tooLarge` as soon as it is longer than allowed, the signal's reason when aborted. */
export async function readText(response: Response, maxBytes: number, signal: AbortSignal): Promise<string> {
  if (response.body === null) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await untilAborted(reader.read(), signal);
      if (done) return text + decoder.decode();
      bytes += value.byteLength;
      if (bytes > maxBytes) throw new TroubleError({ kind: 'tooLarge' });
      text += decoder.decode(value, { stream: true });
    }
  } finally {
    // The rest of the body is of no interest, and neither is how its end goes.
    reader.cancel().catch(() => undefined);
  }
}

/** The JSON value in a text, secrets in its strings blotted out; undefined where the text is not JSON. */
export function parseJson(text: string, secrets: readonly string[]): unknown {
  try {
    return JSON.parse(text, (_key, value) => (typeof value === 'string' ? redact(value, secrets) : value));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
