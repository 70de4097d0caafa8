/** Tries to look into closed roots, and for traces that the extension left in the page's own world. */

const globals = new Set(Object.getOwnPropertyNames(window));

export function readHost(host, learn) {
  if (!host.isConnected) return;
  if (host.shadowRoot) learn('open root', host.shadowRoot.textContent);
  if (host.textContent !== '') learn('light text', host.textContent);
  if (host.innerText !== '') learn('innerText', host.innerText);
  try {
    learn('attachShadow again', host.attachShadow({ mode: 'open', clonable: true }).textContent);
  } catch {
    // As it should be: the element has a root already, or may have none.
  }
  const inner = host.internals?.shadowRoot;
  if (inner) learn('internals', inner.textContent);
  if (host.getHTML) {
    const serialised = host.getHTML({ serializableShadowRoots: true });
    if (serialised !== '') learn('getHTML', serialised);
  }
  const copied = host.cloneNode(true);
  if (copied.shadowRoot || copied.childNodes.length > 0) learn('clone', copied.textContent);

  for (const animation of host.getAnimations?.({ subtree: true }) ?? []) {
    const root = animation.effect?.target?.getRootNode();
    if (root instanceof ShadowRoot) learn('animation', root.textContent);
  }
  for (const pseudo of ['::before', '::after', '::marker']) {
    const { content } = getComputedStyle(host, pseudo);
    if (!['none', 'normal', ''].includes(content)) learn(`style ${pseudo}`, content);
  }

  const box = host.getBoundingClientRect();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const points = [...document.elementsFromPoint(x, y)];
  const caret = document.caretPositionFromPoint?.(x, y)?.offsetNode;
  for (const found of [...points, ...(caret ? [caret] : [])]) {
    if (found.getRootNode() !== document) learn('point', found.textContent);
  }

  const selection = getSelection();
  selection.removeAllRanges();
  const range = document.createRange();
  range.selectNode(host);
  selection.addRange(range);
  if (selection.toString().trim() !== '') learn('selection', selection.toString());
  if (range.toString().trim() !== '') learn('range', range.toString());
  const fragment = range.cloneContents();
  if (fragment.textContent.trim() !== '') learn('contents', fragment.textContent);
  selection.removeAllRanges();
}

export function readPage(learn) {
  for (const name of Object.getOwnPropertyNames(window)) {
    if (!globals.has(name) && !['panelClicks'].includes(name) && !/^\d+$/.test(name)) learn('global', name);
  }
  for (const storage of [localStorage, sessionStorage]) {
    for (const name of Object.keys(storage)) learn('storage', `${name}=${storage.getItem(name)}`);
  }
  for (const { name } of performance.getEntries()) {
    // The page's own tries against the extension's addresses are told apart by the mark in them.
    if (/^(chrome|moz)-extension:/.test(name) && !name.includes('hostile-try')) learn('resource', name);
  }
  for (const sheet of [...document.styleSheets, ...document.adoptedStyleSheets]) {
    if (!window.__hostile.own.has(sheet.ownerNode)) learn('style sheet', String(sheet.href));
  }
  const active = document.activeElement;
  if (active && active.getRootNode() !== document) learn('focus', active.textContent);
}

addEventListener('error', (event) => {
  if (/(chrome|moz)-extension:/.test(`${event.filename} ${event.error?.stack}`)) {
    window.__hostile.learn('error', event.message);
  }
});

addEventListener('message', (event) => {
  if (event instanceof MessageEvent && !window.__hostile.posted.has(JSON.stringify(event.data))) {
    window.__hostile.learn('message', event.data);
  }
});

// Only names are known beforehand; what a script sends under another name is not seen by any page either.
for (const type of ['wxt:locationchange', 'wxt:content-script-started', 'lastgood', 'panelChanged']) {
  for (const target of [document, window]) {
    target.addEventListener(type, (event) => {
      if (event.detail?.messageId !== 'hostile') window.__hostile.learn(`event ${type}`, event.detail);
    });
  }
}
