import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { overview } from './fleet/overview';
import type { Overview } from './fleet/types';
import type { StoredState } from './model/state';
import { SECOND_MS } from './model/time';
import { troubleOf } from './model/trouble';
import { watchState } from './state/live';
import { locale } from './text/i18n';

/** How often the ages on an open page move on by themselves. */
const TICK_MS = 30 * SECOND_MS;

export type LivePage = {
  /** The stored fleet, judged at this moment; null until it was read. */
  readonly overview: ReadonlySignal<Overview | null>;
  /** Why the stored state cannot be read, as the kind of a trouble; null while it can. */
  readonly failure: ReadonlySignal<string | null>;
};

/** What every own page draws from: the stored state as it changes and as time passes. Wakes no worker. */
export function openPage(): LivePage {
  const state = signal<StoredState | null>(null);
  const failure = signal<string | null>(null);
  const now = signal(Date.now());
  document.documentElement.lang = locale();
  setInterval(() => {
    now.value = Date.now();
  }, TICK_MS);
  void watchState(
    (read) => {
      now.value = Date.now();
      state.value = read;
      failure.value = null;
    },
    (error) => {
      failure.value = troubleOf(error).kind;
    },
  );
  return { overview: computed(() => state.value && overview(state.value, now.value)), failure };
}
