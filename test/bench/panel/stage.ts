import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { HOUR_MS } from '../../../lib/model/time';
import { addAccount } from '../../harness/acts';
import { builtExtension, type Driver, launch } from '../../harness/driver';
import { until } from '../../harness/poll';
import { listen } from '../../simulator/server';
import { createSimulator, type Simulator } from '../../simulator/simulator';

/** A provider whose whole fleet is read with a few calls, and whose servers have a badge and a button. */
const ACCOUNT = { provider: 'vpsorg', label: 'bench', key: 'bench-vpsorg-key' } as const;
export const PANEL = 'https://admin.vps.org';

/**
 * Goes before the first line of the script, in its own world: holds each answer of the background until the page's rows
 * were drawn once, and tells when it handed it over, which nothing outside of that world can see.
 */
const STOPWATCH = `(() => {
  const { runtime } = globalThis.browser ?? chrome;
  const send = runtime.sendMessage;
  const frame = () => new Promise(requestAnimationFrame);
  globalThis.benchHeardAtMs = [];
  runtime.sendMessage = async (...given) => {
    const answer = await send.apply(runtime, given);
    while (document.querySelector('td') === null) await frame();
    await frame();
    await new Promise((resolve) => setTimeout(resolve));
    globalThis.benchHeardAtMs.push(performance.now());
    return answer;
  };
})();
`;

export type BenchStage = { readonly driver: Driver; readonly close: () => Promise<void> };

/** Chromium with the build, a stopwatch before its content script, and an account that knows so many servers. */
export async function benchStage(servers: number): Promise<BenchStage> {
  const simulator = createSimulator();
  populate(simulator, servers);
  const folder = mkdtempSync(join(tmpdir(), 'lastgood-bench-'));
  cpSync(builtExtension('chromium'), folder, { recursive: true });
  const script = join(folder, 'panel.js');
  writeFileSync(script, STOPWATCH + readFileSync(script, 'utf8'));
  const listening = await listen(simulator);
  const letGo = async () => {
    await listening.close();
    rmSync(folder, { recursive: true, force: true });
  };
  const driver = await launch('chromium', { simulator: listening, extensionDir: folder }).catch(
    async (error: unknown) => {
      await letGo();
      throw error;
    },
  );
  const close = async () => {
    await driver.close();
    await letGo();
  };
  try {
    const page = await addAccount(driver, ACCOUNT);
    await until('every server was read', async () => (await readServers(page)) === servers, 120_000);
    await page.close();
    return { driver, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function populate({ world }: Simulator, servers: number): void {
  const { provider, key } = ACCOUNT;
  world.addAccount({ provider, key });
  for (let number = 0; number < servers; number += 1) {
    const name = `web-${String(number).padStart(4, '0')}`;
    const server = world.addServer(provider, {
      keys: [key],
      name,
      hostname: `${name}.example.com`,
      address: `192.0.${number >> 8}.${number & 255}`,
    });
    world.addBackup(server, { createdAt: world.now() - (1 + (number % 60)) * HOUR_MS });
  }
}

/** Counts what is stored: the popup would have to draw so many rows to say it. */
async function readServers(page: Page): Promise<number> {
  return (await page.evaluate(`new Promise((resolve, reject) => {
    const opening = indexedDB.open('lastgood');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const asked = opening.result.transaction('servers').objectStore('servers').getAll();
      asked.onsuccess = () => {
        opening.result.close();
        resolve(asked.result.filter(({ readAt }) => readAt !== null).length);
      };
    };
  })`)) as number;
}
