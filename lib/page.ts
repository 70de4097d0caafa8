import { batch, computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { type ComponentType, h, render } from 'preact';
import { send } from './client';
import { overview } from './fleet/overview';
import type { Overview } from './fleet/types';
import type { LockState } from './model/lock';
import type { LanguageChoice } from './model/settings';
import { SECOND_MS } from './model/time';
import { troubleOf } from './model/trouble';
import { watchState } from './state/live';
import type { StateView } from './state/read';
import { direction, locale, setLanguage } from './text/i18n';

/** How often the ages on an open page move on by themselves. */
const TICK_MS = 30 * SECOND_MS;
/** How often the background hears that a page is used: well within the minute after which it may lock. */
const USED_EVERY_MS = 15 * SECOND_MS;

export type LivePage = {
  /** The stored fleet, judged at this moment; null until it was read, and while it is locked. */
  readonly overview: ReadonlySignal<Overview | null>;
  /** Null until it was read. */
  readonly lock: ReadonlySignal<LockState | null>;
  /** Why the stored state cannot be read, as the kind of a trouble; null while it can. */
  readonly failure: ReadonlySignal<string | null>;
  /** The tag of the language that the page is in; null until it is known, as it is among what is stored. */
  readonly language: ReadonlySignal<string | null>;
};

/**
 * What every own page draws from: the stored state as it changes and as time passes. Wakes no worker, but where a
 * passphrase is set: what locks by itself has to hear of use.
 */
export function openPage(): LivePage {
  const view = signal<StateView | null>(null);
  const failure = signal<string | null>(null);
  const now = signal(Date.now());
  const lock = computed(() => view.value && lockOf(view.value));
  const language = signal<string | null>(null);
  const speak = (choice: LanguageChoice) => {
    setLanguage(choice);
    document.documentElement.lang = locale();
    document.documentElement.dir = direction();
    language.value = locale();
  };
  setInterval(() => {
    now.value = Date.now();
  }, TICK_MS);
  void watchState(
    (seen) => {
      batch(() => {
        speak(seen.kind === 'locked' ? seen.language : seen.state.settings.language);
        now.value = Date.now();
        view.value = seen;
        failure.value = null;
      });
    },
    (error) => {
      batch(() => {
        if (language.value === null) speak('auto');
        failure.value = troubleOf(error).kind;
      });
    },
  );
  tellOfUse(lock);
  return {
    overview: computed(() =>
      view.value !== null && view.value.kind === 'open' ? overview(view.value.state, now.value) : null,
    ),
    lock,
    failure,
    language,
  };
}

/**
 * Draws a page, and its title, once its language is known: nothing is ever drawn in another one first. In a new
 * language all of it is drawn anew, as no component knows that its words have changed; the focus stays where it was.
 */
export function paint(
  { language }: Pick<LivePage, 'language'>,
  title: () => string,
  App: ComponentType,
): void {
  effect(() => {
    if (language.value === null) return;
    document.title = title();
    const { activeElement } = document;
    const place = document.getElementById('app') ?? document.body;
    // From nothing, the elements get the ids again that they had.
    render(null, place);
    render(h(App, {}), place);
    if (activeElement !== null && activeElement.id !== '') document.getElementById(activeElement.id)?.focus();
  });
}

function lockOf(view: StateView): LockState {
  if (view.kind === 'locked') return { kind: 'locked', unfollowed: view.unfollowed };
  return { kind: view.isSealed ? 'open' : 'none' };
}

/** Says that the page is used: when it is opened or unlocked, and at most once in 15 seconds of clicks and keys. */
function tellOfUse(lock: ReadonlySignal<LockState | null>): void {
  const isUnlocked = computed(() => lock.value !== null && lock.value.kind === 'open');
  let toldAt = Number.NEGATIVE_INFINITY;
  const tell = () => {
    // A clock that was set back counts as time that passed.
    if (!isUnlocked.value || Math.abs(Date.now() - toldAt) < USED_EVERY_MS) return;
    toldAt = Date.now();
    void send('used', {});
  };
  effect(() => {
    if (isUnlocked.value) tell();
  });
  for (const use of ['pointerdown', 'keydown']) window.addEventListener(use, tell, { capture: true });
}
