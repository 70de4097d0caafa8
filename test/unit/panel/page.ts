import { vi } from 'vitest';
import en from '../../../assets/locales/en.json';
import type { Result } from '../../../lib/model/messages';
import {
  type PanelBackUpOutcome,
  type PanelMessages,
  type PanelServer,
  type PanelView,
  type PanelWords,
  panelWords,
} from '../../../lib/model/panel';
import { HOUR_MS } from '../../../lib/model/time';
import type { PanelPort } from '../../../lib/panel/port';
import { dangerousWords } from '../../../lib/text/dangerous-words';

/** The texts as the English catalogue has them. */
export const words = Object.fromEntries(
  panelWords.map((word) => [word, (en as Record<string, string>)[`panel.${word}`]]),
) as PanelWords;

export function aPanelServer(over: Partial<PanelServer> = {}): PanelServer {
  return {
    id: 'vps_01hxa3',
    legacyId: null,
    name: 'app-01',
    hostname: 'app-01.example.com',
    addresses: ['192.0.2.10'],
    backup: {
      kind: 'known',
      createdAt: Date.now() - 33 * HOUR_MS,
      exactText: 'Last good backup: Tuesday 10 March 2026, 12:05, manual',
      goalMs: 24 * HOUR_MS,
      graceMs: 3 * HOUR_MS,
      vouchedUntil: Date.now() + HOUR_MS,
    },
    operation: null,
    button: { kind: 'starts' },
    wantsLegacyId: false,
    ...over,
  };
}

export const mail = aPanelServer({
  id: 'vps_01hxb7',
  name: 'mail-02',
  hostname: 'mail-02.example.com',
  addresses: ['192.0.2.11', '2001:db8::11'],
});

export function aView(...servers: readonly PanelServer[]): PanelView {
  return { servers, words, dangerousWords, locale: 'en' };
}

/** What happy-dom lacks: everything is in sight unless it or something around it carries `data-far` or `hidden`. */
class AllInSight implements IntersectionObserver {
  readonly root = null;
  readonly rootMargin = '';
  readonly scrollMargin = '';
  readonly thresholds = [];
  readonly #callback: IntersectionObserverCallback;
  readonly #gone = new WeakSet<Element>();
  constructor(callback: IntersectionObserverCallback) {
    this.#callback = callback;
  }
  observe(target: Element): void {
    queueMicrotask(() => {
      const isIntersecting = target.closest('[data-far],[hidden]') === null;
      if (!this.#gone.has(target)) {
        this.#callback([{ target, isIntersecting } as IntersectionObserverEntry], this);
      }
    });
  }
  unobserve(target: Element): void {
    this.#gone.add(target);
  }
  disconnect(): void {}
  takeRecords(): IntersectionObserverEntry[] {
    return [];
  }
}

const roots = new WeakMap<Element, ShadowRoot>();

export function furnishWindow(): void {
  for (const [property, attribute] of [
    ['ariaHidden', 'aria-hidden'],
    ['ariaLabel', 'aria-label'],
  ] as const) {
    Object.defineProperty(Element.prototype, property, {
      configurable: true,
      get(this: Element) {
        return this.getAttribute(attribute);
      },
      set(this: Element, value: string) {
        this.setAttribute(attribute, value);
      },
    });
  }
  vi.stubGlobal('IntersectionObserver', AllInSight);
  Element.prototype.checkVisibility = function (this: Element) {
    return this.closest('[hidden]') === null;
  };
  const attachShadow = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (this: Element, init: ShadowRootInit) {
    const root = attachShadow.call(this, init);
    roots.set(this, root);
    return root;
  };
}

export type Drawn = { readonly host: Element; readonly text: string; readonly spoken: string };

/** Every mark in the page, in its order, with what it says. */
export function drawn(): readonly Drawn[] {
  return hosts().map((host) => {
    const root = insideOf(host);
    const shown = (selector: string) =>
      [...root.querySelectorAll(selector)]
        .filter((element) => !(element as HTMLElement).hidden)
        .map(({ textContent }) => textContent);
    return {
      host,
      text: [...shown('[aria-hidden]'), ...shown('button')].join(' | '),
      spoken: shown('.spoken').join(' | '),
    };
  });
}

export const texts = () => drawn().map(({ text }) => text);
export const hosts = () => [...document.querySelectorAll('span')].filter((element) => roots.has(element));

export function insideOf(host: Element | undefined): ShadowRoot {
  const root = host && roots.get(host);
  if (!root) throw new Error('this is none of our hosts');
  return root;
}

export function buttonOf(host: Element | undefined, text: string): HTMLButtonElement {
  const button = [...insideOf(host).querySelectorAll('button')].find((one) => one.textContent === text);
  if (!button) throw new Error(`there is no button “${text}”`);
  return button;
}

/** A click as a person makes it; scripts of a page can only make the other kind. */
export function clickByHand(button: HTMLButtonElement): void {
  const event = new MouseEvent('click', { bubbles: true, composed: true });
  Object.defineProperty(event, 'isTrusted', { value: true });
  button.dispatchEvent(event);
}

export type TestPort = PanelPort & {
  readonly sent: { readonly type: string; readonly payload: unknown }[];
  alive: boolean;
  /** The answer to the next `panelView`s; a text is the kind of a trouble. */
  view: PanelView | 'noBackground' | 'forbidden' | 'locked';
  outcome: PanelBackUpOutcome;
  readonly tellOfChange: () => void;
};

export function aPort(view: TestPort['view']): TestPort {
  let heard: (() => void) | null = null;
  const port: TestPort = {
    sent: [],
    alive: true,
    view,
    outcome: { kind: 'started', operationId: 'o1' },
    tellOfChange: () => heard?.(),
    async send<T extends keyof PanelMessages>(type: T, payload: PanelMessages[T]['payload']) {
      port.sent.push({ type, payload });
      const answers = { panelView: port.view, panelBackUp: port.outcome } as Record<string, unknown>;
      const value = answers[type] ?? null;
      const result =
        typeof value === 'string' ? { ok: false, trouble: { kind: value } } : { ok: true, value };
      return result as Result<PanelMessages[T]['answer']>;
    },
    onChanged(listener) {
      heard = listener;
      return () => {
        heard = null;
      };
    },
    isAlive: () => port.alive,
  };
  return port;
}

/** Draws the page anew from markup, as a panel's server would send it. */
export function showPage(path: string, markup: string): void {
  history.replaceState(null, '', path);
  document.body.innerHTML = markup;
}
