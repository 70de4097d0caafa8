import { press } from '../../harness/acts';
import type { Driver } from '../../harness/driver';
import { until } from '../../harness/poll';
import { scriptMs } from './attribution';
import { benchPage } from './page';
import { record } from './recording';
import { PANEL } from './stage';

const RATE = 1000;
const SECONDS = 10;

type Flood = {
  readonly state: string;
  readonly mutations: number;
  readonly startedAtMs: number;
  readonly endedAtMs: number;
};

/** The share of the time, in percent, that our script takes of a page that never comes to rest. */
export async function floodRun(
  driver: Driver,
): Promise<{ readonly percent: number; readonly mutations: number }> {
  const { page, session, script, inScript } = await benchPage(driver);
  await page.bringToFront();
  await page.goto(`${PANEL}/flood?rate=${RATE}&seconds=${SECONDS}`);
  await until('the script has its view', async () => {
    const heard = (await inScript('benchHeardAtMs')) as readonly number[] | null;
    return heard !== null && heard.length > 0;
  });
  const recording = await record(session);
  await press(page, 'Start');
  const flood = await until(
    'the flood is over',
    async () => {
      const now = (await page.evaluate('window.flood')) as Flood;
      return now.state === 'done' ? now : null;
    },
    (SECONDS + 30) * 1000,
  );
  const tookMs = scriptMs(await recording.stop(), script());
  await page.close();
  if (flood.mutations !== RATE * SECONDS) throw new Error(`the page changed ${flood.mutations} times only`);
  return { percent: (100 * tookMs) / (flood.endedAtMs - flood.startedAtMs), mutations: flood.mutations };
}
