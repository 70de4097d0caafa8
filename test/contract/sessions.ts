import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { createLimiter } from '../../lib/http/limiter';
import { openSession } from '../../lib/http/open';
import type { HttpSession } from '../../lib/http/session';
import type { Server } from '../../lib/model/server';
import { TroubleError } from '../../lib/model/trouble';
import { providerInfo } from '../../lib/providers/origins';
import type { Provider } from '../../lib/providers/provider';
import { createSimulator, type SimulatorOptions } from '../simulator/simulator';

export const KEY = 'lastgood-test-key-0001';

/** A session as the background opens it, over any fetch. */
export function sessionOver(
  provider: Provider,
  answer: (request: Request) => Promise<Response>,
  key = KEY,
): HttpSession {
  return openSession({
    origin: providerInfo(provider.id).apiOrigin,
    headers: provider.auth(key),
    secrets: [key],
    fetch: (input, init) => answer(new Request(input, init)),
    now: Date.now,
    limiter: createLimiter(),
  });
}

export type Sent = { readonly line: string; readonly body: string | null; readonly headers: Headers };

/** A provider that gives these bodies, by "METHOD path?query"; what it was asked for is kept in order. */
export function answering(
  provider: Provider,
  bodies: Readonly<Record<string, string | { readonly status: number; readonly body?: string }>>,
): { readonly http: HttpSession; readonly sent: readonly Sent[] } {
  const sent: Sent[] = [];
  const http = sessionOver(provider, async (request) => {
    const url = new URL(request.url);
    const line = `${request.method} ${url.pathname}${decodeURIComponent(url.search)}`;
    const body = await request.text();
    sent.push({ line, body: body === '' ? null : body, headers: request.headers });
    const found = bodies[line];
    if (found === undefined) return Response.json({ detail: `nothing at ${line}` }, { status: 404 });
    return typeof found === 'string'
      ? new Response(found)
      : new Response(found.body ?? null, { status: found.status });
  });
  return { http, sent };
}

/** An example body of a reference, as it stands in its file. */
export function fixture(name: string): string {
  return readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), 'utf8');
}

/** The same body with other top-level fields. */
export function altered(name: string, change: (body: Record<string, unknown>) => unknown): string {
  return JSON.stringify(change(JSON.parse(fixture(name))));
}

/** A server of which only the id matters. */
export function serverWithId(provider: Provider, id: string): Server {
  return {
    id,
    provider: provider.id,
    name: id,
    hostname: null,
    addresses: [],
    stateText: null,
    locked: false,
    diskBytes: null,
    automatic: { kind: 'notStated' },
    panelUrl: 'https://example.com/',
  };
}

/** A simulator and a session of one of its accounts; `verify` fails when anything asked was against the rules. */
export function simulated(provider: Provider, options: SimulatorOptions = {}) {
  const simulator = createSimulator({ seed: 7, ...options });
  return {
    simulator,
    http: sessionOver(provider, simulator.fetch),
    sessionFor: (key: string) => sessionOver(provider, simulator.fetch, key),
    verify: () => expect(simulator.violations).toEqual([]),
  };
}

export async function troubleFrom(work: Promise<unknown>) {
  try {
    await work;
  } catch (error) {
    if (error instanceof TroubleError) return error.trouble;
    throw error;
  }
  throw new Error('nothing was thrown');
}

/** The call that this provider must offer. */
export function offered<Call>(call: Call | undefined): Call {
  if (call === undefined) throw new Error('the provider does not offer this call');
  return call;
}
