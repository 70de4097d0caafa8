import { expect, test } from 'vitest';
import type { Environment } from '../../../../lib/background/environment';
import { createPanelSync } from '../../../../lib/background/panel/scripts';

/** An environment with one account, whose browser takes its time. */
function slowEnvironment(panelsOff: string[]) {
  let running = 0;
  const seen: { readonly together: number; readonly wanted: readonly string[] }[] = [];
  const pause = () => new Promise((resolve) => setTimeout(resolve, 5));
  const env = {
    store: {
      settings: async () => ({ panelsOff: [...panelsOff] }),
      accounts: async () => [{ provider: 'hostup' }],
    },
    platform: {
      hasOrigin: async () => true,
      async runPanelScripts(wanted: readonly { readonly provider: string }[]) {
        running += 1;
        seen.push({ together: running, wanted: wanted.map(({ provider }) => provider) });
        await pause();
        running -= 1;
      },
    },
  } as unknown as Environment;
  return { env, seen };
}

test('one after the other, each by what holds when it begins', async () => {
  const off: string[] = [];
  const { env, seen } = slowEnvironment(off);
  const sync = createPanelSync(env);
  const first = sync();
  const second = sync();
  await first;
  off.push('hostup');
  await Promise.all([second, sync()]);
  expect(seen.map(({ together }) => together)).toEqual([1, 1, 1]);
  expect(seen.at(-1)?.wanted).toEqual([]);
});

test('one that fails holds up none after it', async () => {
  const { env, seen } = slowEnvironment([]);
  const { runPanelScripts } = env.platform;
  let fails = true;
  const platform = {
    ...env.platform,
    runPanelScripts: async (wanted: Parameters<typeof runPanelScripts>[0]) => {
      if (fails) throw new Error('refused');
      return runPanelScripts(wanted);
    },
  };
  const sync = createPanelSync({ ...env, platform });
  await expect(sync()).rejects.toThrow('refused');
  fails = false;
  await sync();
  expect(seen).toHaveLength(1);
});
