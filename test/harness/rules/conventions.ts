import { importsOf } from './imports';
import { chainOf, isNode, isProduct, nameOf, nodesOf, overCode, type Rule } from './project';

const ENTRY_LINES = 60;
const NETWORK = new Set(['XMLHttpRequest', 'WebSocket', 'EventSource', 'sendBeacon', 'WebTransport']);
const STORAGE = new Set(['indexedDB', 'localStorage', 'sessionStorage', 'caches', 'cookieStore']);
const SINKS = new Set([
  'innerHTML',
  'outerHTML',
  'insertAdjacentHTML',
  'dangerouslySetInnerHTML',
  'createContextualFragment',
  'setHTMLUnsafe',
  'parseHTMLUnsafe',
  'srcdoc',
  'DOMParser',
]);
/** `start.ts` reads no storage: it closes `storage.local` to content scripts. */
const MAY_STORE = /^lib\/(state\/|background\/vault|background\/start\.ts$)/;

export const oneFetch: Rule = {
  name: 'only lib/http talks to the network',
  check: overCode(
    (path) => isProduct(path) && !path.startsWith('lib/http/'),
    function* (tree) {
      for (const node of nodesOf(tree)) {
        if (node.type === 'CallExpression' && nameOf(node.callee) === 'fetch') yield 'calls fetch';
        const name = nameOf(node);
        if (name !== null && NETWORK.has(name) && node.type === 'Identifier') yield `uses ${name}`;
      }
    },
  ),
  fine: {
    'lib/http/read.ts': `await http.fetch(url);`,
    'lib/background/start.ts': `start({ fetch: globalThis.fetch.bind(globalThis) });`,
  },
  broken: [
    { 'lib/state/a.ts': `await fetch(url);` },
    { 'components/a.tsx': `globalThis.fetch(url);` },
    { 'lib/panel/a.ts': `new WebSocket(url);` },
    { 'lib/panel/a.ts': `navigator.sendBeacon(url);` },
  ],
};

export const oneStorage: Rule = {
  name: 'only lib/state and the vault store anything',
  check: overCode(
    (path) => isProduct(path) && !MAY_STORE.test(path),
    function* (tree) {
      if (importsOf(tree).some(({ specifier, typeOnly }) => specifier === 'idb' && !typeOnly))
        yield 'opens idb';
      for (const node of nodesOf(tree)) {
        if (node.type === 'Identifier' && STORAGE.has(String(node.name))) yield `uses ${node.name}`;
        if (node.type === 'MemberExpression' && /(^|\.)(browser|chrome)\.storage$/.test(chainOf(node))) {
          yield `uses ${chainOf(node)}`;
        }
      }
    },
  ),
  fine: {
    'lib/state/database.ts': `import { openDB } from 'idb';`,
    'lib/background/vault.ts': `await browser.storage.session.set({});`,
  },
  broken: [
    { 'lib/background/refresh.ts': `await browser.storage.local.get();` },
    { 'lib/background/refresh.ts': `await globalThis.chrome.storage.session.get();` },
    { 'lib/panel/a.ts': `indexedDB.open('lastgood');` },
    { 'components/a.tsx': `window.localStorage.setItem('a', 'b');` },
    { 'lib/background/refresh.ts': `import { openDB } from 'idb'; openDB('x');` },
  ],
};

export const oneSender: Rule = {
  name: 'only lib/client.ts sends messages to the background, and only one file calls out to the panels',
  check: overCode(
    (path) => isProduct(path) && path !== 'lib/client.ts' && path !== 'lib/background/panel/tabs.ts',
    function* (tree) {
      for (const node of nodesOf(tree)) {
        if (node.type === 'Identifier' && ['sendMessage', 'connectNative'].includes(String(node.name))) {
          yield `uses ${node.name}`;
        }
      }
    },
  ),
  fine: { 'lib/client.ts': `browser.runtime.sendMessage({});` },
  broken: [
    { 'lib/panel/a.ts': `browser.runtime.sendMessage({});` },
    { 'components/a.tsx': `const { sendMessage } = chrome.runtime;` },
  ],
};

export const noSinks: Rule = {
  name: 'no text becomes markup or code',
  check: overCode(isProduct, function* (tree) {
    for (const node of nodesOf(tree)) {
      const name = nameOf(node);
      if (name !== null && SINKS.has(name) && node.type.endsWith('Identifier')) yield `uses ${name}`;
      if (node.type === 'MemberExpression' && /^document\.write(ln)?$/.test(chainOf(node)))
        yield 'writes markup';
      const called = node.type === 'CallExpression' || node.type === 'NewExpression';
      if (called && ['eval', 'Function'].includes(nameOf(node.callee) ?? '')) yield 'makes code out of text';
    }
  }),
  fine: { 'lib/panel/a.ts': `element.textContent = name; document.createElement('b');` },
  broken: [
    { 'lib/panel/a.ts': `element.innerHTML = name;` },
    { 'components/a.tsx': `const a = <b dangerouslySetInnerHTML={{ __html: name }} />;` },
    { 'lib/panel/a.ts': `document.write(name);` },
    { 'lib/http/a.ts': `new Function(text);` },
    { 'lib/http/a.ts': `eval(text);` },
  ],
};

export const quietConsole: Rule = {
  name: 'nothing is logged but errors',
  check: overCode(isProduct, function* (tree) {
    for (const node of nodesOf(tree)) {
      const said =
        node.type === 'MemberExpression' ? /(^|\.)console\.(\w+)$/.exec(chainOf(node))?.[2] : undefined;
      if (said !== undefined && said !== 'error') yield `console.${said}`;
    }
  }),
  fine: { 'lib/a.ts': `console.error('lost');` },
  broken: [{ 'lib/a.ts': `console.log('here');` }, { 'lib/a.ts': `globalThis.console.debug('here');` }],
};

export const thinEntrypoints: Rule = {
  name: `an entrypoint is wiring: at most ${ENTRY_LINES} lines a file`,
  check: (project) =>
    [...project].flatMap(([path, text]) => {
      const lines = text.trimEnd().split('\n').length;
      return path.startsWith('entrypoints/') && lines > ENTRY_LINES ? [`${path}: ${lines} lines`] : [];
    }),
  fine: { 'entrypoints/background.ts': `${'a();\n'.repeat(ENTRY_LINES)}` },
  broken: [{ 'entrypoints/popup/main.tsx': 'a();\n'.repeat(ENTRY_LINES + 1) }],
};

const SKIPPING = new Set(['skip', 'only', 'todo', 'skipIf', 'runIf', 'fails']);
const TESTING = /^(test|it|describe|suite|bench|expect)\b/;

export const everyTestRuns: Rule = {
  name: 'no test is skipped, singled out or only promised',
  check: overCode(
    (path) => path.startsWith('test/'),
    function* (tree) {
      for (const node of nodesOf(tree)) {
        const skips =
          node.type === 'MemberExpression' &&
          SKIPPING.has(nameOf(node.property) ?? '') &&
          isNode(node.object) &&
          TESTING.test(chainOf(node.object));
        if (skips) yield chainOf(node);
        if (node.type === 'CallExpression' && /^x(it|test|describe)$/.test(nameOf(node.callee) ?? '')) {
          yield `${nameOf(node.callee)}`;
        }
      }
    },
  ),
  fine: { 'test/unit/a.test.ts': `test.each([1])('counts', () => { list.only(); });` },
  broken: [
    { 'test/unit/a.test.ts': `test.skip('later', () => {});` },
    { 'test/unit/a.test.ts': `describe.each([1]).only('x', () => {});`.replace('.each([1])', '') },
    { 'test/unit/a.test.ts': `it.todo('later');` },
    { 'test/unit/a.test.ts': `test.concurrent.skip('later', () => {});` },
    { 'test/unit/a.test.ts': `xit('later', () => {});` },
  ],
};
