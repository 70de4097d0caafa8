import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Driver, launch } from '../../harness/driver';
import type { BrowserKind } from '../../harness/find-browsers';
import type { Outcome } from '../../simulator/failures';
import { listen } from '../../simulator/server';
import { createSimulator, type Simulator } from '../../simulator/simulator';
import { keyOf } from '../../simulator/strict';

/** Where a provider's text has this, it says the key that it was asked with. */
export const ECHO = '⟦key⟧';
export const PERCENT_ECHO = '⟦key, percent-encoded⟧';

/** A request as it arrived, with all that it said. */
export type Arrived = {
  readonly method: string;
  readonly url: URL;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
};

/** A browser with a profile that can be read, and providers that repeat the key they were given. */
export type Scene = {
  readonly driver: () => Driver;
  readonly simulator: Simulator;
  readonly profileDir: string;
  /** Everything that reached the providers' hosts, the panels' pages among it. */
  readonly requests: readonly Arrived[];
  /** Closes the browser and leaves what it wrote. */
  readonly close: () => Promise<void>;
  /** Starts it anew on the same profile. */
  readonly reopen: () => Promise<Driver>;
  /** Takes everything away. */
  readonly strike: () => Promise<void>;
};

export async function setScene(kind: BrowserKind, prepare: (simulator: Simulator) => void): Promise<Scene> {
  const simulator = createSimulator();
  prepare(simulator);
  const requests: Arrived[] = [];
  const listening = await listen({
    ...simulator,
    async handle(request) {
      const { method, url, headers } = request;
      const body = method === 'GET' ? '' : await request.clone().text();
      requests.push({ method, url: new URL(url), headers: new Map(headers), body });
      return echoed(await simulator.handle(request), keyOf(request));
    },
  });
  const profileDir = mkdtempSync(join(tmpdir(), 'lastgood-profile-'));
  const start = () => launch(kind, { simulator: listening, profileDir });
  let driver: Driver | null = await start();
  const running = () => {
    if (driver === null) throw new Error('the browser is closed');
    return driver;
  };
  async function close(): Promise<void> {
    const closing = driver;
    driver = null;
    await closing?.close();
  }
  return {
    driver: running,
    simulator,
    profileDir,
    requests,
    close,
    async reopen() {
      await close();
      driver = await start();
      return driver;
    },
    async strike() {
      await close();
      await listening.close();
      rmSync(profileDir, { recursive: true, force: true });
    },
  };
}

async function echoed(outcome: Outcome, key: string | null): Promise<Outcome> {
  if (outcome.kind !== 'response' || key === null) return outcome;
  const { response } = outcome;
  if (!/json/.test(response.headers.get('content-type') ?? '')) return outcome;
  const escaped = (said: string) => JSON.stringify(said).slice(1, -1);
  const body = (await response.text())
    .replaceAll(ECHO, () => escaped(key))
    .replaceAll(PERCENT_ECHO, () => escaped(encodeURIComponent(key)));
  const headers = new Headers(response.headers);
  headers.delete('content-length');
  return { kind: 'response', response: new Response(body, { status: response.status, headers }) };
}
