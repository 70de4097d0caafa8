import { type ReadonlySignal, signal } from '@preact/signals';
import { browser } from 'wxt/browser';
import type { ProviderId } from '../../lib/model/account';
import { originPattern, providerInfo, providerInfos } from '../../lib/providers/origins';

/** Asks the browser for a provider's origin. To be called straight from a click: later it is refused unasked. */
export function requestAccess(id: ProviderId): Promise<boolean> {
  return browser.permissions.request({ origins: [originPattern(providerInfo(id))] });
}

/** The providers whose origins the browser lets calls reach, as it changes; null until that is known. */
export function watchAccess(): ReadonlySignal<ReadonlySet<ProviderId> | null> {
  const allowed = signal<ReadonlySet<ProviderId> | null>(null);
  const read = async () => {
    const held = await Promise.all(
      providerInfos.map((info) => browser.permissions.contains({ origins: [originPattern(info)] })),
    );
    allowed.value = new Set(providerInfos.filter((_, index) => held[index]).map(({ id }) => id));
  };
  browser.permissions.onAdded.addListener(read);
  browser.permissions.onRemoved.addListener(read);
  void read();
  return allowed;
}
