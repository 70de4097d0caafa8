import { expect } from 'vitest';
import type { Asked } from '../harness/asked-hosts';
import { type Driver, type LaunchOptions, launch } from '../harness/driver';
import type { BrowserKind } from '../harness/find-browsers';
import { until } from '../harness/poll';
import { type Listening, listen } from '../simulator/server';
import { createSimulator, type Simulator } from '../simulator/simulator';

export const browsers: readonly BrowserKind[] = ['chromium', 'firefox'];

type Notice = { readonly title: string; readonly message: string };

/** A browser with the production build, and the simulator behind the providers' real names. */
export type Stage = {
  readonly driver: Driver;
  readonly simulator: Simulator;
  /**
   * Ends the scenario: no call broke a provider's rules and no page or worker reported an error. Gives who asked for
   * which host.
   */
  readonly strike: () => Promise<readonly Asked[]>;
};

export type StageOptions = Pick<LaunchOptions, 'colorScheme'> & {
  /** Console messages that the scenario provokes, such as a browser's own line about a refused request. */
  readonly expectedErrors?: RegExp;
};

/** Notifications that tell the end of an operation: their id is the operation's own. */
const isEnd = (id: string) => !/^(finding|digest|quiet|test)/.test(id);

/** Waits for so many notifications and gives what they say: null where a browser (Firefox) does not tell. */
export function noticesOf(
  driver: Driver,
  count: number,
  timeoutMs = 20_000,
): Promise<readonly (Notice | null)[]> {
  return shownNotices(driver, count, timeoutMs, () => true);
}

/** The same for the ends of operations alone, with their ids: what is wrong with a server is told beside them. */
export async function endsOf(
  driver: Driver,
  count: number,
  timeoutMs = 20_000,
): Promise<{ readonly ids: readonly string[]; readonly notices: readonly (Notice | null)[] }> {
  const notices = await shownNotices(driver, count, timeoutMs, isEnd);
  return { ids: await endIdsOf(driver), notices };
}

/** The ids of the ends that are shown now. */
export async function endIdsOf(driver: Driver): Promise<readonly string[]> {
  return Object.keys(await driver.notifications()).filter(isEnd);
}

/** How long a text is waited for that may not have been heard at all. */
const HEARD_WITHIN_MS = 5_000;

async function shownNotices(
  driver: Driver,
  count: number,
  timeoutMs: number,
  isWanted: (id: string) => boolean,
): Promise<readonly (Notice | null)[]> {
  const shown = async () =>
    Object.entries(await driver.notifications())
      .filter(([id]) => isWanted(id))
      .map(([, notice]) => (notice?.message === undefined ? null : notice));
  await until(
    `${count} notifications are shown`,
    async () => (await shown()).length === count || null,
    timeoutMs,
  );
  // Chromium's texts are overheard in the worker: a moment later, or never where it spoke as soon as it woke.
  const end = Date.now() + (driver.kind === 'firefox' ? 0 : HEARD_WITHIN_MS);
  for (;;) {
    const notices = await shown();
    if (notices.every((notice) => notice !== null) || Date.now() > end) return notices;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Sets up the providers, then starts the browser. */
export async function setStage(
  kind: BrowserKind,
  prepare: (simulator: Simulator) => void,
  options: StageOptions = {},
): Promise<Stage> {
  const simulator = createSimulator();
  prepare(simulator);
  const server: Listening = await listen(simulator);
  const { expectedErrors, ...launchOptions } = options;
  const driver = await launch(kind, { simulator: server, ...launchOptions }).catch(async (error: unknown) => {
    await server.close();
    throw error;
  });
  return {
    driver,
    simulator,
    async strike() {
      let asked: readonly Asked[];
      try {
        const errors = (await driver.consoleErrors()).filter((line) => !expectedErrors?.test(line));
        expect(errors, 'errors on the console').toEqual([]);
        expect(simulator.violations, 'violations of the providers’ rules').toEqual([]);
      } finally {
        asked = await driver.close();
        await server.close();
      }
      return asked;
    },
  };
}
