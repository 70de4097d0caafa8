import { type ReadonlySignal, signal } from '@preact/signals';
import { browser } from 'wxt/browser';
import type { ProviderId } from '../../lib/model/account';
import { type ProviderInfo, providerInfos } from '../../lib/providers/origins';

/** Asks the browser for an origin. To be called straight from a click: later it is refused unasked. */
export function requestAccess(pattern: string): Promise<boolean> {
  return browser.permissions.request({ origins: [pattern] });
}

/** The providers whose origin of a kind (API or panel) the browser lets us into, as it changes; null until known. */
export function watchAccess(
  patternOf: (info: ProviderInfo) => string,
): ReadonlySignal<ReadonlySet<ProviderId> | null> {
  const allowed = signal<ReadonlySet<ProviderId> | null>(null);
  const read = async () => {
    const held = await Promise.all(
      providerInfos.map((info) => browser.permissions.contains({ origins: [patternOf(info)] })),
    );
    allowed.value = new Set(providerInfos.filter((_, index) => held[index]).map(({ id }) => id));
  };
  browser.permissions.onAdded.addListener(read);
  browser.permissions.onRemoved.addListener(read);
  void read();
  return allowed;
}
