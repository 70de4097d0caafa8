// biome-ignore-all lint/correctness/noUnusedVariables: the tests call these functions by name.
// Runs in a page of the extension, or beside its content script, in one function body: the tests send the text of this
// file. What it hears stays in the page until it is asked for.

const api = globalThis.browser ?? chrome;

/** Hears every message, answer and broadcast of this context from now on, and every change of its document. */
function listenIn() {
  if (globalThis.sentinelHeard) return;
  const heard = [];
  globalThis.sentinelHeard = heard;
  const hear = (kind, type, value) => heard.push({ kind, type: String(type), value: value ?? null });
  const { sendMessage } = api.runtime;
  api.runtime.sendMessage = async (...given) => {
    hear('sent', given[0]?.type, given);
    const answer = await sendMessage.apply(api.runtime, given);
    hear('answer', given[0]?.type, answer);
    return answer;
  };
  api.runtime.onMessage.addListener((message) => hear('arrived', message?.type, [message]));
  if (location.origin === new URL(api.runtime.getURL('')).origin || location.protocol === 'moz-extension:') {
    new BroadcastChannel('lastgood-state').onmessage = ({ data }) => hear('broadcast', 'state', [data]);
    new MutationObserver((records) => {
      for (const { type, target, attributeName, addedNodes } of records) {
        if (type === 'attributes') hear('drawn', attributeName, target.getAttribute(attributeName));
        else if (type === 'characterData') hear('drawn', 'text', target.data);
        else for (const node of addedNodes) hear('drawn', 'nodes', node.outerHTML ?? node.textContent);
      }
    }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  }
}

function heard() {
  return globalThis.sentinelHeard ?? [];
}

/** What a page shows, holds in its fields, and is called. */
function shown() {
  const fields = [...document.querySelectorAll('input, textarea, select')];
  const named = performance.getEntries().map(({ name }) => name);
  return {
    html: document.documentElement.outerHTML,
    fields: fields.map(({ value }) => value).join('\n'),
    address: [location.href, document.title, document.referrer, JSON.stringify(history.state), ...named].join(
      '\n',
    ),
  };
}

/** What the extension's tabs and toolbar button say. */
async function surroundings() {
  return {
    tabs: JSON.stringify(await api.tabs.query({})),
    badge: [await api.action.getTitle({}), await api.action.getBadgeText({})].join('\n'),
  };
}

function base64(bytes) {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

/** Every text and every run of bytes in a value, each with where it is; what cannot be looked into is an error. */
async function walk(value, where, found) {
  if (value instanceof Blob) value = await value.arrayBuffer();
  if (value instanceof ArrayBuffer) value = new Uint8Array(value);
  if (ArrayBuffer.isView(value)) {
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    found.push({ where, base64: base64(bytes) });
  } else if (value instanceof CryptoKey) {
    if (value.extractable) await walk(await crypto.subtle.exportKey('raw', value), where, found);
    else found.push({ where, text: 'a key that cannot be exported' });
  } else if (
    value === null ||
    ['string', 'number', 'boolean', 'bigint', 'undefined'].includes(typeof value)
  ) {
    found.push({ where, text: String(value) });
  } else if (value instanceof Date || value instanceof RegExp) {
    found.push({ where, text: String(value) });
  } else if (value instanceof Map || value instanceof Set || Array.isArray(value)) {
    for (const [at, part] of [...value].entries()) await walk(part, `${where}[${at}]`, found);
  } else if (Object.getPrototypeOf(value) === Object.prototype) {
    for (const [name, part] of Object.entries(value)) {
      found.push({ where: `a name in ${where}`, text: name });
      await walk(part, `${where}.${name}`, found);
    }
  } else throw new Error(`${where} holds a ${Object.prototype.toString.call(value)}`);
}

function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Every key and value of every database of this origin. */
async function databases() {
  const found = [];
  for (const { name } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const rows = database.transaction(store).objectStore(store);
      const [keys, values] = await Promise.all([done(rows.getAllKeys()), done(rows.getAll())]);
      for (const [at, key] of keys.entries()) {
        await walk(key, `a key in ${name}/${store}`, found);
        await walk(values[at], `${name}/${store}/${JSON.stringify(key)}`, found);
      }
    }
    database.close();
  }
  return found;
}

/** One of the extension's storage areas. */
async function area(name) {
  const found = [];
  await walk(await api.storage[name].get(null), `storage.${name}`, found);
  return found;
}

/** What the origin keeps by other ways: none of them is used. */
async function otherStores() {
  const found = [];
  await walk({ ...localStorage }, 'localStorage', found);
  await walk({ ...sessionStorage }, 'sessionStorage', found);
  await walk(document.cookie, 'cookies', found);
  if ('caches' in globalThis) await walk(await caches.keys(), 'caches', found);
  return found;
}

/** Keeps a value in a database of its own, which no code of the extension knows. */
async function plant(name, value) {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore('planted');
  const database = await done(request);
  await done(database.transaction('planted', 'readwrite').objectStore('planted').put(value, 'value'));
  database.close();
}
