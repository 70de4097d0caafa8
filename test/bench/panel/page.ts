import type { CDPSession, Page } from 'puppeteer-core';
import type { Driver } from '../../harness/driver';
import type { Script } from './attribution';

/** An empty tab that can be asked for what happens in the world of our content script. */
export type BenchPage = {
  readonly page: Page;
  readonly session: CDPSession;
  readonly script: () => Script;
  /** Evaluates in our script's own world, of the document that is loaded now; null where the script is not. */
  readonly inScript: (expression: string) => Promise<unknown>;
};

export async function benchPage(driver: Driver): Promise<BenchPage> {
  const page = await driver.browser.newPage();
  const session = await page.createCDPSession();
  let world: { readonly id: number; readonly name: string } | null = null;
  session.on('Runtime.executionContextsCleared', () => {
    world = null;
  });
  session.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.origin === driver.baseUrl) world = context;
  });
  await session.send('Runtime.enable');
  return {
    page,
    session,
    script() {
      if (world === null) throw new Error('the content script is not in the page');
      return { url: `${driver.baseUrl}/panel.js`, worldName: world.name };
    },
    async inScript(expression) {
      if (world === null) return null;
      const asked = { expression, contextId: world.id, returnByValue: true };
      const { result } = await session.send('Runtime.evaluate', asked);
      return result.value ?? null;
    },
  };
}
