import { panelOf } from './panel/hosts';
import { hosts, type SimAccount, type SimProvider } from './types';
import type { World } from './world';

export type ViolationRule =
  | 'unknownHost'
  | 'unknownPath'
  | 'panelPage'
  | 'missingTrailingSlash'
  | 'missingAccept'
  | 'cookie'
  | 'preflight'
  | 'originOnRead'
  | 'otherProvidersKey'
  | 'keyInUrl'
  | 'parallelWrites'
  | 'tooManyReads';

/** Something that no well-behaved client does. */
export type Violation = {
  readonly rule: ViolationRule;
  readonly time: number;
  readonly method: string;
  readonly host: string;
  readonly path: string;
};

export function providerOf(url: URL): SimProvider | null {
  const entry = Object.entries(hosts).find(([, host]) => host === url.hostname);
  return entry ? (entry[0] as SimProvider) : null;
}

export function isRead(request: Request): boolean {
  return request.method === 'GET' || request.method === 'HEAD';
}

/** The key that a request carries, in whichever header. */
export function keyOf(request: Request): string | null {
  const bearer = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '');
  return bearer?.[1] ?? request.headers.get('x-api-key');
}

/** What a request does that no client may do, with the answer of a strict server; null when it is in order. */
export function strictAnswer(
  request: Request,
  world: World,
): { readonly rule: ViolationRule; readonly response: Response } | null {
  const url = new URL(request.url);
  const provider = providerOf(url);
  const refuse = (rule: ViolationRule, response: Response) => ({ rule, response });

  if (panelOf(url)) return refuse('panelPage', html(404, 'Not an address of the API'));
  if (!provider) return refuse('unknownHost', new Response('Misdirected Request', { status: 421 }));
  if (request.method === 'OPTIONS') return refuse('preflight', new Response(null, { status: 405 }));
  if (request.headers.has('cookie')) return refuse('cookie', html(400, 'Unexpected cookie'));
  if (isRead(request) && request.headers.has('origin')) {
    return refuse('originOnRead', html(403, 'Unexpected Origin'));
  }
  if (namesKey(url, world)) return refuse('keyInUrl', html(400, 'Unexpected key in the address'));
  if (provider === 'vpsbg' && !/application\/json/.test(request.headers.get('accept') ?? '')) {
    return refuse('missingAccept', html(406, 'Not Acceptable'));
  }
  if (provider === 'vpsorg' && !url.pathname.endsWith('/')) {
    const location = `${url.pathname}/${url.search}`;
    return refuse('missingTrailingSlash', new Response(null, { status: 301, headers: { location } }));
  }
  return null;
}

/** The account behind a key of another provider: its owner mixed them up, or the client did. */
export function isOtherProvidersKey(account: SimAccount | undefined, provider: SimProvider): boolean {
  return account !== undefined && account.provider !== provider;
}

/** Any key of the world as it would stand in an address. */
export function withoutKeys(text: string, world: World): string {
  let clean = text;
  for (const key of world.accounts.keys()) {
    clean = clean.replaceAll(key, '[key]').replaceAll(encodeURIComponent(key), '[key]');
  }
  return clean;
}

function namesKey(url: URL, world: World): boolean {
  const address = url.pathname + url.search;
  return (
    withoutKeys(address, world) !== address || /[?&](api_?key|token|access_token|key)=/i.test(url.search)
  );
}

function html(status: number, title: string): Response {
  const headers = { 'content-type': 'text/html; charset=utf-8' };
  return new Response(`<!doctype html><title>${title}</title><h1>${title}</h1>`, { status, headers });
}
