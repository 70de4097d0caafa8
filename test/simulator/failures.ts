import { drops, gzipBombOf, headerBomb, openStream, type StreamSeen, streamed, textParts } from './floods';

export type FailureKind =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: Record<string, string>;
    }
  /** Answers rightly, but so many real milliseconds later. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** The right answer, whose connection breaks in the middle of the body. */
  | { readonly kind: 'cut' }
  | { readonly kind: 'html' }
  /** The first half of the right answer, delivered as if it were all. */
  | { readonly kind: 'badJson' }
  /** The connection breaks before anything was done. */
  | { readonly kind: 'reset' }
  /** The request is carried out, and its answer is lost. */
  | { readonly kind: 'acceptThenLose' }
  /** The answer begins and its body never ends. */
  | { readonly kind: 'neverEnds' }
  /** The same, but every so many real milliseconds comes one more byte. */
  | { readonly kind: 'drip'; readonly everyMs: number }
  /** `stated`: with its length in the header. */
  | { readonly kind: 'huge'; readonly bytes: number; readonly stated?: boolean }
  /** A small body that unpacks to so many bytes. */
  | { readonly kind: 'gzipBomb'; readonly bytes: number }
  /** The right answer under so many more headers of so many bytes each. */
  | { readonly kind: 'headerBomb'; readonly count: number; readonly bytes: number }
  /** Every so many real milliseconds comes one more header; the body never begins. */
  | { readonly kind: 'slowHeaders'; readonly everyMs: number }
  | { readonly kind: 'redirect'; readonly to: string; readonly status?: 301 | 302 | 303 | 307 | 308 };

const KINDS: Readonly<Record<FailureKind['kind'], true>> = {
  status: true,
  delay: true,
  cut: true,
  html: true,
  badJson: true,
  reset: true,
  acceptThenLose: true,
  neverEnds: true,
  drip: true,
  huge: true,
  gzipBomb: true,
  headerBomb: true,
  slowHeaders: true,
  redirect: true,
};

export const failureKinds: readonly string[] = Object.keys(KINDS);

export type FailureRule = {
  readonly host?: string;
  readonly method?: string;
  /** The whole path, or a pattern that it must match. */
  readonly path?: string | RegExp;
  /** How often; for ever when left out. */
  readonly times?: number;
  readonly how: FailureKind;
};

/** An answer, the first half of one, headers that never end, or none. */
export type Outcome =
  | { readonly kind: 'response'; readonly response: Response }
  | { readonly kind: 'cut'; readonly status: number; readonly half: string; readonly wholeBytes: number }
  | { readonly kind: 'slowHeaders'; readonly everyMs: number; readonly seen: StreamSeen }
  | { readonly kind: 'lost' };

export type Failures = {
  readonly add: (rule: FailureRule) => void;
  readonly clear: () => void;
  /** The first rule that fits, used up once. */
  readonly take: (request: Request) => FailureKind | null;
};

export function createFailures(): Failures {
  let rules: { readonly rule: FailureRule; left: number }[] = [];
  return {
    add: (rule) => {
      rules.push({ rule, left: rule.times ?? Number.POSITIVE_INFINITY });
    },
    clear: () => {
      rules = [];
    },
    take: (request) => {
      const found = rules.find(({ rule, left }) => left > 0 && fits(rule, request));
      if (!found) return null;
      found.left -= 1;
      return found.rule.how;
    },
  };
}

function fits(rule: FailureRule, request: Request): boolean {
  const url = new URL(request.url);
  if (rule.host !== undefined && rule.host !== url.hostname) return false;
  if (rule.method !== undefined && rule.method !== request.method) return false;
  if (rule.path === undefined) return true;
  return typeof rule.path === 'string' ? rule.path === url.pathname : rule.path.test(url.pathname);
}

/** What becomes of a request under a failure; `answer` carries it out as if nothing were wrong. */
export async function outcomeOf(
  how: FailureKind | null,
  answer: () => Promise<Response>,
  plainStatus: (status: number) => Response,
  streams: StreamSeen[],
): Promise<Outcome> {
  const response = (value: Response): Outcome => ({ kind: 'response', response: value });
  switch (how?.kind) {
    case undefined:
      return response(await answer());
    case 'status':
      return response(statusAnswer(how, plainStatus));
    case 'delay':
      await new Promise((resolve) => setTimeout(resolve, how.ms));
      return response(await answer());
    case 'cut': {
      const whole = await answer();
      const text = await whole.text();
      const half = text.slice(0, Math.ceil(text.length / 2));
      return { kind: 'cut', status: whole.status, half, wholeBytes: Buffer.byteLength(text) };
    }
    case 'badJson': {
      const text = await (await answer()).text();
      const half = text.length > 1 ? text.slice(0, Math.floor(text.length / 2)) : '{"cut": ';
      return response(new Response(half, { headers: { 'content-type': 'application/json' } }));
    }
    case 'html': {
      const page = '<!doctype html><title>Maintenance</title><h1>We will be back soon</h1>';
      return response(new Response(page, { headers: { 'content-type': 'text/html; charset=utf-8' } }));
    }
    case 'reset':
      return { kind: 'lost' };
    case 'acceptThenLose':
      await answer();
      return { kind: 'lost' };
    case 'neverEnds':
      return response(streamed(openStream(streams, 'neverEnds'), ['{"data": ['], 'leaveOpen'));
    case 'drip':
      return response(streamed(openStream(streams, 'drip'), drops(how.everyMs), 'leaveOpen'));
    case 'huge': {
      const stated = how.stated === true ? { 'content-length': String(how.bytes) } : {};
      return response(streamed(openStream(streams, 'huge'), textParts(how.bytes), 'close', stated));
    }
    case 'gzipBomb':
      return response(gzipBombOf(openStream(streams, 'gzipBomb'), how.bytes));
    case 'headerBomb':
      return response(headerBomb(await answer(), how.count, how.bytes));
    case 'slowHeaders':
      return { kind: 'slowHeaders', everyMs: how.everyMs, seen: openStream(streams, 'slowHeaders') };
    case 'redirect':
      return response(new Response(null, { status: how.status ?? 302, headers: { location: how.to } }));
  }
}

function statusAnswer(
  how: Extract<FailureKind, { kind: 'status' }>,
  plainStatus: (status: number) => Response,
): Response {
  const { status, body, headers = {} } = how;
  const plain = plainStatus(status);
  const merged = new Headers(plain.headers);
  for (const [name, value] of Object.entries(headers)) merged.set(name, value);
  if (body === undefined) return new Response(plain.body, { status, headers: merged });
  return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers: merged });
}
