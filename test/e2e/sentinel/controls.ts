import type { Page } from 'puppeteer-core';
import { besideContentScript, inPage } from './ears';
import type { Scene } from './scene';

/** Says a word in each kind of context, so that it is seen whether such words are heard. */
export async function say(scene: Scene, own: Page, pattern: string): Promise<void> {
  await own.evaluate(`console.debug('said-in-a-page')`);
  await besideContentScript(own, pattern, `console.info({ deep: { inside: 'said-in-the-panel' } })`);
  const driver = scene.driver();
  if (driver.kind === 'firefox') {
    await own.evaluate(
      `browser.runtime.getBackgroundPage().then(({ console }) => console.log('said-in-the-background'))`,
    );
    return;
  }
  const target = driver.browser.targets().find((one) => one.type() === 'service_worker');
  const worker = await target?.worker();
  if (!worker) throw new Error('the background does not run');
  await worker.evaluate(`console.log('said-in-the-background')`);
}

/**
 * Keeps a text where a browser packs it so well that its bytes on the disk do not show it: who finds it there has
 * unpacked it.
 */
export async function plant(page: Page): Promise<string> {
  const planted = 'planted0Where1Nobody2Sees3It';
  const pieces = Array.from({ length: planted.length - 1 }, (_, at) => planted.slice(at, at + 2));
  const value = `я${pieces.reverse().join(' ').repeat(1500)}${planted}`;
  await inPage(page, `plant('control', ${JSON.stringify(value)})`);
  return planted;
}
