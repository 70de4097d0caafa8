import { computed, signal } from '@preact/signals';
import type { Go } from '../../components/dashboard/tab';
import { addressOf, hashOf } from '../../lib/fleet/dashboard/address';

/** What the page's address asks for as it changes, and the way to change it. */
export function followAddress() {
  const hash = signal(location.hash);
  const address = computed(() => addressOf(hash.value));
  const follow = () => {
    hash.value = location.hash;
  };
  window.addEventListener('hashchange', follow);
  window.addEventListener('popstate', follow);
  const go: Go = (change, step = 'new') => {
    const next = hashOf({ ...address.value, ...change });
    if (step === 'new') history.pushState(null, '', next);
    else history.replaceState(null, '', next);
    follow();
  };
  return { address, go };
}
