import type { Page } from 'puppeteer-core';

/** What a script in the world of our content script gave back, in the top frame and in each frame below it. */
export type InFrame = { readonly frameId: number; readonly result: unknown };

/**
 * Runs the body of an async function of `given` in the world of the extension's own content script, in the tab whose
 * address begins so: the same globals, the same rights. `own` is an open page of the extension, which alone may do it.
 */
export async function inContentScript(
  own: Page,
  address: string,
  body: string,
  given: unknown = null,
  { allFrames = false } = {},
): Promise<readonly InFrame[]> {
  return (await own.evaluate(`(async () => {
    const api = globalThis.browser ?? chrome;
    const tabs = await api.tabs.query({ url: ${JSON.stringify(`${new URL(address).origin}/*`)} });
    const tab = tabs.find(({ url }) => url.startsWith(${JSON.stringify(address)}));
    if (tab === undefined) throw new Error('no tab shows ' + ${JSON.stringify(address)});
    const results = await api.scripting.executeScript({
      target: { tabId: tab.id, allFrames: ${allFrames} },
      args: [${JSON.stringify(given)}],
      func: async (given) => {
        try {
          return { value: await (async () => { ${body} })() };
        } catch (error) {
          return { error: String(error) + '\\n' + error.stack };
        }
      },
    });
    return results.map(({ frameId, result, error }) => {
      if (error || result?.error) throw new Error(String(error ?? result.error));
      return { frameId, result: result.value };
    });
  })()`)) as readonly InFrame[];
}
