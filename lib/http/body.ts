import { TroubleError } from '../model/trouble';
import { redactor } from './redact';

// Many times what the longest body of a real provider holds: each value costs far more memory than its text.
const MOST_VALUES = 1_000_000;

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
  if (Number(response.headers.get('Content-Length')) > maxBytes) {
    drop(response.body.cancel());
    throw new TroubleError({ kind: 'tooLarge' });
  }
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
    drop(reader.cancel());
  }
}

/** The rest of a body is of no interest, and neither is how its end goes. */
function drop(cancelled: Promise<void>): void {
  cancelled.catch(() => undefined);
}

/**
 * The JSON value in a text, secrets in its strings and names blotted out; undefined where the text is not JSON.
 * Throws `tooLarge` where it holds more values than any answer does.
 */
export function parseJson(text: string, secrets: readonly string[]): unknown {
  const value = jsonIn(text);
  const redact = redactor(secrets);
  if (typeof value === 'string') return redact(value);
  if (isHolder(value)) redactAll(value, redact);
  return value;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Nothing but the text makes it throw: no JSON, or nested deeper than the browser can parse.
    return undefined;
  }
}

type Holder = Record<string, unknown>;

/** Changes the strings in place. Takes one holder after the other: calls that nest as the text does overflow. */
function redactAll(root: Holder, redact: (text: string) => string): void {
  const left = [root];
  let values = 0;
  for (let holder = left.pop(); holder !== undefined; holder = left.pop()) {
    const names = Object.keys(holder);
    values += names.length;
    if (values > MOST_VALUES) throw new TroubleError({ kind: 'tooLarge' });
    for (const name of names) {
      const value = holder[name];
      if (isHolder(value)) left.push(value);
      redactOne(holder, name, redact);
    }
  }
}

/** Defined, not assigned: a name in the text may be `__proto__`. */
function redactOne(holder: Holder, name: string, redact: (text: string) => string): void {
  const value = holder[name];
  const safeName = Array.isArray(holder) ? name : redact(name);
  const safeValue = typeof value === 'string' ? redact(value) : value;
  if (safeName === name && safeValue === value) return;
  if (safeName !== name) delete holder[name];
  Object.defineProperty(holder, safeName, {
    value: safeValue,
    configurable: true,
    enumerable: true,
    writable: true,
  });
}

function isHolder(value: unknown): value is Holder {
  return typeof value === 'object' && value !== null;
}
