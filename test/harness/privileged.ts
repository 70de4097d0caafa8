import { readFileSync } from 'node:fs';
import type { Browser } from 'puppeteer-core';

/** Runs an expression over the functions of `privileged-firefox.js` in the browser's own window. */
export type Privileged = (expression: string) => Promise<unknown>;

type Answer = {
  readonly result:
    | { readonly type: 'success'; readonly result: { readonly value: string } }
    | { readonly type: 'exception'; readonly exceptionDetails: { readonly text: string } };
};

type Connection = { send(method: string, parameters: object): Promise<unknown> };

/** puppeteer keeps its BiDi connection to itself; the chrome scope and closed shadow roots are reached through nothing else. */
export function connectionOf(browser: Browser): Connection {
  return (browser as unknown as { readonly connection: Connection }).connection;
}

/** Gives access to Firefox's own window (its "chrome scope"). */
export async function privilegedScript(
  browser: Browser,
  about: { readonly addonId: string; readonly baseUrl: string },
): Promise<Privileged> {
  const connection = connectionOf(browser);
  const tree = (await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' })) as {
    result: { contexts: { context: string; url: string }[] };
  };
  const window = tree.result.contexts.find((context) => context.url.endsWith('/browser.xhtml'));
  if (!window) throw new Error('Firefox shows no window of its own');
  const functions = readFileSync(new URL('./privileged-firefox.js', import.meta.url), 'utf8');
  return async (expression) => {
    const answer = (await connection.send('script.evaluate', {
      expression: `(async () => {
        const about = ${JSON.stringify(about)};
        ${functions}
        return JSON.stringify((await ${expression}) ?? null);
      })()`,
      target: { context: window.context },
      awaitPromise: true,
    })) as Answer;
    if (answer.result.type === 'exception') {
      throw new Error(`${expression}: ${answer.result.exceptionDetails.text}`);
    }
    return JSON.parse(answer.result.result.value);
  };
}
