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
  | { readonly kind: 'huge'; readonly bytes: number }
  | { readonly kind: 'redirect'; readonly to: string };

export type FailureRule = {
  readonly host?: string;
  readonly method?: string;
  /** The whole path, or a pattern that it must match. */
  readonly path?: string | RegExp;
  /** How often; for ever when left out. */
  readonly times?: number;
  readonly how: FailureKind;
};

/** An answer, the first half of one, or none: in the last two the connection breaks. */
export type Outcome =
  | { readonly kind: 'response'; readonly response: Response }
  | { readonly kind: 'cut'; readonly status: number; readonly half: string; readonly wholeBytes: number }
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
      return response(streamed(['{"data": ['], 'leaveOpen'));
    case 'huge':
      return response(streamed(hugeParts(how.bytes), 'close'));
    case 'redirect':
      return response(new Response(null, { status: 302, headers: { location: how.to } }));
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

function streamed(parts: Iterable<string>, atEnd: 'close' | 'leaveOpen'): Response {
  const encoder = new TextEncoder();
  const iterator = parts[Symbol.iterator]();
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const next = iterator.next();
      if (!next.done) controller.enqueue(encoder.encode(next.value));
      else if (atEnd === 'close') controller.close();
      else await new Promise(() => {});
    },
  });
  return new Response(body, { headers: { 'content-type': 'application/json' } });
}

function* hugeParts(bytes: number): Generator<string> {
  const open = '{"data": "';
  const close = '"}';
  const chunk = 'x'.repeat(65_536);
  yield open;
  for (let left = bytes - open.length - close.length; left > 0; left -= chunk.length) {
    yield left >= chunk.length ? chunk : chunk.slice(0, left);
  }
  yield close;
}
