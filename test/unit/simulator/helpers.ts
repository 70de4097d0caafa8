import { createSimulator, type Simulator, type SimulatorOptions } from '../../simulator/simulator';

export const START = Date.UTC(2026, 1, 10, 12);

export function frozenSimulator(options: SimulatorOptions = {}): Simulator {
  const simulator = createSimulator({ seed: 7, ...options });
  simulator.clock.freeze(START);
  return simulator;
}

export type Answer = { readonly status: number; readonly headers: Headers; readonly body: unknown };

/** Calls as a well-behaved client does; `headers` may spoil that. */
export async function call(
  simulator: Simulator,
  key: string,
  method: string,
  url: string,
  init: { body?: unknown; headers?: Record<string, string>; redirect?: RequestRedirect } = {},
): Promise<Answer> {
  const headers = new Headers({
    authorization: `Bearer ${key}`,
    accept: 'application/json',
    ...init.headers,
  });
  const withBody = init.body === undefined ? {} : { body: JSON.stringify(init.body) };
  if (init.body !== undefined) headers.set('content-type', 'application/json');
  const request = new Request(url, { method, headers, redirect: init.redirect ?? 'error', ...withBody });
  const response = await simulator.fetch(request);
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    headers: response.headers,
    body: text !== '' && isJson ? JSON.parse(text) : text,
  };
}

export const v2 = (path: string) => `https://cloud.hostup.se/api/v2${path}`;
export const legacy = (path: string) => `https://cloud.hostup.se/api${path}`;
export const vpsbg = (path: string) => `https://api.vpsbg.eu/v1${path}`;
export const vpsorg = (path: string) => `https://admin.vps.org/api/v1${path}`;
