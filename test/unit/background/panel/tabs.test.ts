import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing';
import { browserPanels } from '../../../../lib/background/panel/tabs';

type Registered = { readonly id: string; readonly matches?: string[] };

const hostup = { provider: 'hostup', pattern: 'https://cloud.hostup.se/*' };
const vpsorg = { provider: 'vpsorg', pattern: 'https://admin.vps.org/*' };

/** A browser with a tab in HostUp's panel, one in VPS.org's, and one that is neither. */
let registered: Registered[];
let permitted: Set<string>;
let told: number[];
let ran: number[];

beforeEach(() => {
  [registered, told, ran] = [[], [], []];
  permitted = new Set([hostup.pattern, vpsorg.pattern]);
  const tabs = [
    { id: 1, pattern: hostup.pattern },
    { id: 2, pattern: vpsorg.pattern },
    { id: 3, pattern: 'https://example.org/*' },
  ];
  vi.stubGlobal('browser', undefined);
  Object.assign(fakeBrowser, {
    scripting: {
      getRegisteredContentScripts: async () => registered,
      registerContentScripts: async (scripts: Registered[]) => void registered.push(...scripts),
      unregisterContentScripts: async ({ ids }: { ids: string[] }) => {
        registered = registered.filter(({ id }) => !ids.includes(id));
      },
      executeScript: async ({ target }: { target: { tabId: number } }) => void ran.push(target.tabId),
    },
  });
  // Without a permission for it the browser tells no address, and finds no tab by one.
  vi.spyOn(fakeBrowser.tabs, 'query').mockImplementation((async ({ url }: { url?: string | string[] }) => {
    const wanted = url === undefined ? null : [url].flat();
    return tabs.filter(
      ({ pattern }) => wanted === null || (wanted.includes(pattern) && permitted.has(pattern)),
    );
  }) as unknown as typeof fakeBrowser.tabs.query);
  Object.assign(fakeBrowser.tabs, {
    sendMessage: async (id: number) => {
      if (id === 3) throw new Error('Could not establish connection. Receiving end does not exist.');
      told.push(id);
    },
  });
});

describe('the panels that are open', () => {
  test('get the script when theirs is registered, once', async () => {
    await browserPanels.runPanelScripts([hostup]);
    await browserPanels.runPanelScripts([hostup]);
    expect(registered.map(({ id }) => id)).toEqual(['panel-hostup']);
    expect(ran).toEqual([1]);
  });

  test('are told when theirs is no longer wanted, also once the browser no longer tells where they are', async () => {
    await browserPanels.runPanelScripts([hostup, vpsorg]);
    expect(told).toEqual([]);
    permitted.delete(hostup.pattern);
    await browserPanels.runPanelScripts([vpsorg]);
    expect(told).toContain(1);
    expect(registered.map(({ id }) => id)).toEqual(['panel-vpsorg']);
  });

  test('are told of changes, and no other tab', async () => {
    await browserPanels.runPanelScripts([hostup]);
    await browserPanels.tellPanels();
    expect(told).toEqual([1]);
  });
});
