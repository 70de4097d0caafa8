import type { Driver } from '../../harness/driver';
import { pause, until } from '../../harness/poll';
import { scriptMs } from './attribution';
import { benchPage } from './page';
import { record } from './recording';
import { PANEL } from './stage';

export type ManyRun = {
  /** From when the rows were drawn and the view was there until the last visible row had its badge. */
  readonly badgesMs: number;
  /** The same until the frame with these badges was drawn: the browser lays the whole table out anew for it. */
  readonly drawnMs: number;
  /** CPU time of our script since the page began to load. */
  readonly scriptMs: number;
  /** Visible rows. */
  readonly visible: number;
  /** Answers of the background: more than one where it had news meanwhile. */
  readonly views: number;
};

/** How long the script's work goes on being counted after the last visible badge. */
const AFTERWARDS_MS = 1500;

/**
 * Runs in the page's own world from the start: tells when every row that is within the window has something of ours
 * behind its name, and when the frame that shows it was drawn.
 */
const WATCH = `(() => {
  let wanted = null;
  const observer = new MutationObserver(() => {
    if (window.many === undefined) return;
    wanted ??= [...document.querySelectorAll('td a')].filter((link) => {
      const { top, bottom } = link.getBoundingClientRect();
      return bottom > 0 && top < innerHeight;
    });
    if (!wanted.every((link) => link.nextElementSibling !== null)) return;
    const markedAtMs = performance.now();
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => {
      const boxes = wanted.map((link) => link.nextElementSibling.getBoundingClientRect());
      window.bench = {
        markedAtMs,
        drawnAtMs: performance.now(),
        visible: boxes.filter(({ width }) => width > 20).length,
        wanted: wanted.length,
      };
    }));
  });
  observer.observe(document, { childList: true, subtree: true });
})()`;

type Seen = {
  readonly markedAtMs: number;
  readonly drawnAtMs: number;
  readonly visible: number;
  readonly wanted: number;
};

/** Opens the page of many rows in a tab of its own, and closes it again. */
export async function manyRun(driver: Driver, rows: number): Promise<ManyRun> {
  const { page, session, script, inScript } = await benchPage(driver);
  await page.evaluateOnNewDocument(WATCH);
  await page.bringToFront();
  const recording = await record(session);
  await page.goto(`${PANEL}/many?rows=${rows}`);
  const seen = await until(
    'every visible row has its badge',
    async () => (await page.evaluate('window.bench')) as Seen | undefined,
    20_000,
  );
  await pause(AFTERWARDS_MS);
  const trace = await recording.stop();
  const heardAtMs = (await inScript('benchHeardAtMs')) as readonly number[];
  await page.close();
  const [first] = heardAtMs;
  if (first === undefined || seen.wanted === 0 || seen.visible !== seen.wanted) {
    throw new Error(`the rows were not marked as they should be: ${JSON.stringify({ ...seen, heardAtMs })}`);
  }
  return {
    badgesMs: seen.markedAtMs - first,
    drawnMs: seen.drawnAtMs - first,
    scriptMs: scriptMs(trace, script()),
    visible: seen.visible,
    views: heardAtMs.length,
  };
}
