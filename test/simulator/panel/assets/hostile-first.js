/*
 * Runs before anything else on a hostile page. Takes the platform's own functions over to overhear whoever calls
 * them, and keeps the book: `window.__loot` is plain data for the tests to read.
 *
 * learnt   what the page should never get: { how, what }
 * hosts    every element that another script put into the page and that is there now, as far as the page can see it
 * found    how many there ever were
 * tried    how often each attack was made
 * errors   attacks that broke by themselves
 * finished true once the attacks are over
 */
(() => {
  const loot = { learnt: [], hosts: [], found: 0, tried: {}, errors: [], rounds: 0, finished: false };
  const told = new Set();
  const { apply } = Reflect;
  const { push } = Array.prototype;
  const write = JSON.stringify;

  function learn(how, what) {
    let said;
    try {
      said = typeof what === 'string' ? what : write(what);
    } catch (error) {
      said = String(error);
    }
    const key = `${how}: ${said}`.slice(0, 500);
    if (told.has(key) || told.size > 500) return;
    told.add(key);
    apply(push, loot.learnt, [{ how, what: String(said).slice(0, 500) }]);
  }

  window.__loot = loot;
  window.__hostile = { learn, roots: new Set(), own: new WeakSet(), posted: new Set() };

  // What the page was sent with is its own: no content script comes before the document is read to its end.
  document.addEventListener('readystatechange', () => {
    if (document.readyState !== 'interactive') return;
    for (const element of document.querySelectorAll('*')) window.__hostile.own.add(element);
  });

  /** Calls from the extension's code, should it ever run in this world or reach these functions. */
  const isForeign = () => /(?:chrome|moz)-extension:/.test(new Error().stack ?? '');

  let busy = false;
  function overhear(owner, name, also) {
    const native = owner[name];
    owner[name] = function overheard(...given) {
      if (!busy) {
        busy = true;
        try {
          if (isForeign()) learn(`call of ${name}`, given.map(String).join(', '));
        } finally {
          busy = false;
        }
      }
      const answer = apply(native, this, given);
      also?.(this, given, answer);
      return answer;
    };
  }

  for (const name of ['push', 'map', 'filter', 'forEach', 'find', 'some', 'includes', 'join']) {
    overhear(Array.prototype, name);
  }
  overhear(document, 'createElement');
  overhear(document, 'createTextNode');
  overhear(document, 'createTreeWalker');
  overhear(document, 'querySelectorAll');
  overhear(Node.prototype, 'appendChild');
  overhear(Node.prototype, 'insertBefore');
  overhear(Element.prototype, 'append');
  overhear(Element.prototype, 'after');
  overhear(Element.prototype, 'setAttribute');
  overhear(EventTarget.prototype, 'addEventListener');
  overhear(EventTarget.prototype, 'dispatchEvent');
  overhear(MutationObserver.prototype, 'observe');
  overhear(JSON, 'stringify');
  overhear(JSON, 'parse');
  overhear(String.prototype, 'replace');
  overhear(Element.prototype, 'attachShadow', (host, _, root) => {
    window.__hostile.roots.add(root);
    if (!window.__hostile.own.has(host)) learn('attachShadow', host.outerHTML);
  });
  // A setter on every object's prototype sees a value that is written without being defined first.
  for (const name of ['key', 'servers', 'serverId', 'payload', 'accounts', 'label']) {
    Object.defineProperty(Object.prototype, name, {
      configurable: true,
      set(value) {
        if (isForeign()) learn(`Object.prototype.${name}`, value);
        Object.defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true });
      },
    });
  }
  // An element of the page's own making may open its closed root, so each likely name is taken beforehand.
  window.__hostile.define = (tag) => {
    if (customElements.get(tag)) return;
    customElements.define(
      tag,
      class extends HTMLElement {
        internals = this.attachInternals();
        constructor() {
          super();
          learn('constructor of an element', tag);
        }
      },
    );
  };
  for (const word of ['badge', 'button', 'dock', 'guard', 'host', 'panel', 'root', 'ui']) {
    window.__hostile.define(`lastgood-${word}`);
    window.__hostile.define(`last-good-${word}`);
    window.__hostile.define(`wxt-${word}`);
  }
})();
