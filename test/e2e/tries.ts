import type { Page } from 'puppeteer-core';
import { until } from '../harness/poll';

/** Bodies of async functions, by what they try. */
export type Tries = Readonly<Record<string, string>>;

/** What came of each: `refused` where it threw or was rejected, else what it gave. */
export type Outcomes = Readonly<Record<string, unknown>>;

/** An expression that makes all tries one after the other and gives their outcomes; `scope` is code before each. */
export function attempt(tries: Tries, scope = ''): string {
  const entries = Object.entries(tries).map(
    ([name, body]) => `[${JSON.stringify(name)}, async () => { ${scope}; ${body} }]`,
  );
  return `(async () => {
    const outcomes = {};
    for (const [name, made] of [${entries.join(',')}]) {
      const late = new Promise((resolve) => setTimeout(() => resolve('nothing came'), 3000));
      outcomes[name] = await Promise.race([made(), late]).then((given) => given ?? 'done', () => 'refused');
    }
    return outcomes;
  })()`;
}

/**
 * Makes the tries in a task of the page's own: what automation evaluates directly is excused from the page's policy.
 */
export async function outcomesIn(page: Page, tries: Tries, scope = ''): Promise<Outcomes> {
  await page.evaluate(
    `window.__outcomes = null;
    setTimeout(async () => { window.__outcomes = await ${attempt(tries, scope)}; }); undefined`,
  );
  const seconds = 5 + 3.5 * Object.keys(tries).length;
  return until(
    'the tries are over',
    async () => (await page.evaluate('window.__outcomes')) as Outcomes | null,
    seconds * 1000,
  );
}
