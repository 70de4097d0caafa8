const CHANNEL = 'lastgood-state';

/** Tells every own page that the stored state changed. A broadcast wakes no worker and no closed page. */
export function announceChange(): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(null);
  channel.close();
}

/** Calls back after each change of the stored state; the answer stops listening. */
export function onChange(listener: () => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = () => listener();
  return () => channel.close();
}
