/*
 * npm run bench:dashboard
 *
 * Opens the dashboard of the build in .output over 2,000 servers in Chromium: how long until its rows stand there, and what
 * the frames cost while all rows are scrolled through. The limit of a frame is on the thread's own time, so that a machine
 * that is busy with other things changes little. Exit code 1 where a limit is missed.
 */
import { availableParallelism, loadavg } from 'node:os';
import type { Page } from 'puppeteer-core';
import { addAccount, waitForText } from '../../harness/acts';
import { type Driver, launch } from '../../harness/driver';
import { largeAccount, largeWorld } from '../../simulator/large-world';
import { listen } from '../../simulator/server';
import { createSimulator } from '../../simulator/simulator';
import type { TraceEvent } from '../panel/attribution';
import { type Metric, median, metric, table } from '../panel/metrics';
import { record } from '../panel/recording';

const SERVERS = 2000;
const BACKUPS = 14;
const RUNS = 5;

/** Notes when the first row is drawn: the frame after the one in which it is there. */
const FIRST_ROW = `(() => {
  const look = () => {
    if (document.querySelector('.grid-body > .grid-row') === null) return requestAnimationFrame(look);
    requestAnimationFrame(() => { window.firstRowAtMs = performance.now(); });
  };
  look();
})();`;

/** Scrolls to the end, a window's height every other frame, and gives the lengths of all frames meanwhile. */
const SCROLL = `new Promise((resolve) => {
  const frames = [];
  let before = performance.now();
  const step = (at) => {
    frames.push(at - before);
    before = at;
    const left = document.documentElement.scrollHeight - innerHeight - scrollY;
    if (left < 2) return resolve(frames.slice(2));
    if (frames.length % 2 === 0) scrollBy(0, innerHeight * 0.9);
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})`;

async function bench(driver: Driver): Promise<readonly Metric[]> {
  await addAccount(driver, largeAccount);
  const first: number[] = [];
  const longest: number[] = [];
  const usual: number[] = [];
  const busiest: number[] = [];
  const page: Page = await driver.openPage('dashboard.html');
  await page.setViewport({ width: 1440, height: 900 });
  await waitForText(page, `of ${SERVERS} servers are covered`, 180_000);
  await page.evaluateOnNewDocument(FIRST_ROW);
  const session = await page.createCDPSession();
  for (let run = 0; run <= RUNS; run += 1) {
    await page.reload();
    await page.waitForFunction('window.firstRowAtMs !== undefined', { timeout: 60_000 });
    const recording = await record(session);
    const frames = (await page.evaluate(SCROLL)) as number[];
    const trace = await recording.stop();
    // The first run warms the browser up.
    if (run === 0) continue;
    first.push((await page.evaluate('window.firstRowAtMs')) as number);
    longest.push(Math.max(...frames));
    usual.push(median(frames));
    busiest.push(longestTaskMs(trace));
  }
  return [
    metric('2,000 servers: first rows drawn', 'ms', median(first), 2000),
    metric('scrolling through all: longest task (CPU)', 'ms', median(busiest), 100),
    metric('scrolling through all: longest frame', 'ms', median(longest), null),
    metric('scrolling through all: median frame', 'ms', median(usual), null),
  ];
}

/** The longest that the page's own thread worked without a break, in its own time. */
function longestTaskMs(trace: readonly TraceEvent[]): number {
  const frame = trace.find(({ name }) => name === 'FireAnimationFrame');
  if (frame === undefined) throw new Error('the trace has no frame of the page');
  const tasks = trace.filter(
    ({ name, ph, pid, tid }) => name === 'RunTask' && ph === 'X' && pid === frame.pid && tid === frame.tid,
  );
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
}

const simulator = createSimulator();
largeWorld(SERVERS, BACKUPS)(simulator);
const listening = await listen(simulator);
const driver = await launch('chromium', { simulator: listening });
try {
  const metrics = await bench(driver);
  console.log(`${availableParallelism()} processors, load ${loadavg()[0]?.toFixed(1)}`);
  console.log(table(metrics));
  if (metrics.some(({ value, limit }) => limit !== null && value > limit)) process.exitCode = 1;
} finally {
  await driver.close();
  await listening.close();
}
