import { posix } from 'node:path';
import {
  isNode,
  isProduct,
  type Node,
  nodesOf,
  overCode,
  type Project,
  type Rule,
  syntaxOf,
} from './project';

export type Import = { readonly specifier: string; readonly typeOnly: boolean };

/** Every import of a tree: statements, re-exports and `import()`. */
export function importsOf(tree: Node): readonly Import[] {
  const found: Import[] = [];
  for (const node of nodesOf(tree)) {
    const source = isNode(node.source) ? node.source : null;
    if (source === null || typeof source.value !== 'string') continue;
    const specifiers = Array.isArray(node.specifiers) ? node.specifiers.filter(isNode) : [];
    const typeOnly =
      node.importKind === 'type' ||
      node.exportKind === 'type' ||
      (specifiers.length > 0 &&
        specifiers.every((entry) => entry.importKind === 'type' || entry.exportKind === 'type'));
    found.push({ specifier: source.value, typeOnly });
  }
  return found;
}

/** A relative specifier as a path from the root without its ending; a package's name as it is. */
export function targetOf(path: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier;
  return posix.join(posix.dirname(path), specifier).replace(/\.(ts|tsx)$/, '');
}

type Area = {
  readonly of: RegExp;
  /** What its files may import; anything else is refused. */
  readonly may: readonly RegExp[];
};

const MODEL = /^lib\/model\//;
const ORIGINS = /^lib\/providers\/origins$/;
const PACKAGES = {
  preact: /^(preact(\/hooks)?|@preact\/signals)$/,
  browser: /^wxt\/browser$/,
} as const;

/** The first area that a file belongs to decides. */
const AREAS: readonly Area[] = [
  { of: /^lib\/model\//, may: [MODEL] },
  { of: /^lib\/fleet\//, may: [MODEL, /^lib\/fleet\//, ORIGINS] },
  {
    of: /^lib\/text\//,
    may: [
      MODEL,
      ORIGINS,
      /^lib\/fleet\/(((impact|schedules)\/)?types|activity)$/,
      /^lib\/text\//,
      /^assets\/locales\//,
      /^i18next$/,
    ],
  },
  { of: /^lib\/export\//, may: [MODEL, ORIGINS, /^lib\/(export|fleet|text)\//] },
  { of: /^lib\/http\//, may: [MODEL, /^lib\/http\//, /^(ky|p-limit)$/] },
  { of: /^lib\/providers\/zod\.ts$/, may: [/^zod$/] },
  { of: /^lib\/providers\/registry\.ts$/, may: [MODEL, /^lib\/providers\/(provider|[^/]+\/api)$/] },
  { of: /^lib\/providers\/[^/]+\/panel\.ts$/, may: [MODEL, ORIGINS, /^lib\/panel\//] },
  {
    of: /^lib\/providers\//,
    may: [MODEL, /^lib\/http\//, /^lib\/providers\/[^/]+$/],
  },
  {
    of: /^lib\/state\//,
    may: [MODEL, /^lib\/state\//, PACKAGES.browser, /^(idb|@noble\/ciphers\/chacha\.js)$/],
  },
  {
    of: /^lib\/panel\//,
    may: [
      MODEL,
      /^lib\/panel\//,
      /^lib\/fleet\/age$/,
      /^lib\/client$/,
      ORIGINS,
      /^lib\/providers\/[^/]+\/panel$/,
    ],
  },
  {
    of: /^lib\/background\//,
    may: [
      /^lib\/(?!panel\/|page$|client$)/,
      // Which server an address names is one judgement, and needs no page.
      /^lib\/panel\/(address|hook|match)$/,
      PACKAGES.browser,
      /^(idb|p-limit)$/,
    ],
  },
  { of: /^lib\/client\.ts$/, may: [MODEL, PACKAGES.browser] },
  { of: /^lib\//, may: [MODEL, /^lib\/(fleet|state|text)\//, /^lib\/client$/, PACKAGES.preact] },
  {
    of: /^components\//,
    may: [
      /^components\//,
      MODEL,
      /^lib\/(export|fleet|text)\//,
      ORIGINS,
      PACKAGES.preact,
      /^(lucide|@tanstack\/virtual-core)$/,
    ],
  },
  { of: /^entrypoints\/background\.ts$/, may: [/^lib\/background\//, /^wxt\//] },
  {
    of: /^entrypoints\//,
    may: [
      /^(entrypoints|components)\//,
      /^lib\/(?!background\/|http\/|providers\/(?!origins$))/,
      /^assets\//,
      PACKAGES.preact,
      /^wxt\//,
    ],
  },
];

/** A provider's folder may use the shared files beside it and its own, never another provider's. */
function isOwnFolder(path: string, target: string): boolean {
  const folder = /^(lib\/providers\/[^/]+\/)/.exec(path)?.[1];
  return folder !== undefined && target.startsWith(folder);
}

export const directions: Rule = {
  name: 'imports run entrypoints → components | area → fleet → model',
  check: overCode(isProduct, function* (tree, path) {
    const area = AREAS.find(({ of }) => of.test(path));
    if (!area) return yield 'belongs to no area that the rules know';
    for (const { specifier } of importsOf(tree)) {
      const target = targetOf(path, specifier);
      const isSelf = isOwnFolder(path, target) && !path.endsWith('/panel.ts');
      if (!isSelf && !area.may.some((allowed) => allowed.test(target))) yield `may not import ${target}`;
    }
  }),
  fine: {
    'lib/model/a.ts': `import type { B } from './b'; export type A = B;`,
    'lib/fleet/a.ts': `import { a } from '../model/a'; import { providerInfo } from '../providers/origins';`,
    'lib/providers/one/api.ts': `import { z } from '../zod'; import { b } from './wire';`,
    'components/a.tsx': `import { t } from '../lib/text/i18n'; import { useState } from 'preact/hooks';`,
    'entrypoints/popup/main.tsx': `import '../../assets/styles/base.css'; import { send } from '../../lib/client';`,
  },
  broken: [
    { 'lib/model/a.ts': `import { t } from '../text/i18n';` },
    { 'lib/model/a.ts': `export const load = () => import('../fleet/overview');` },
    { 'lib/fleet/a.ts': `import type { Store } from '../state/store';` },
    { 'lib/text/a.ts': `export * from '../state/store';` },
    { 'lib/http/a.ts': `import { providers } from '../providers/registry';` },
    { 'lib/providers/one/api.ts': `import { map } from '../two/map';` },
    { 'lib/providers/one/api.ts': `import { Store } from '../../state/store';` },
    { 'lib/providers/one/panel.ts': `import { call } from './api';` },
    { 'lib/state/a.ts': `import { overview } from '../fleet/overview';` },
    { 'lib/panel/a.ts': `import { Store } from '../state/store';` },
    { 'lib/panel/a.ts': `import { h } from 'preact';` },
    { 'lib/background/a.ts': `import { mount } from '../panel/mount';` },
    { 'components/a.tsx': `import { send } from '../lib/client';` },
    { 'components/a.tsx': `import { browser } from 'wxt/browser';` },
    { 'entrypoints/popup/main.tsx': `import { Vault } from '../../lib/background/vault/vault';` },
    { 'lib/unknown.ts': `import x from 'left-pad';` },
  ],
};

const PAGE_ROOT = /^entrypoints\/(?!background\.ts).+\.tsx?$/;
const KEPT_FROM_PAGES = /^(zod|ky|lib\/background\/.+|lib\/providers\/(zod|registry|[^/]+\/api))$/;

/** Follows what is really loaded from every page and content script, as types cost nothing. */
export const pagesStayLight: Rule = {
  name: 'no page loads zod, a provider or the background, not even by way of others',
  check: (project) =>
    [...project.keys()]
      .filter((path) => PAGE_ROOT.test(path))
      .flatMap((root) => reachedFrom(project, root).map((trail) => `${root}: loads ${trail}`)),
  fine: {
    'entrypoints/popup/main.tsx': `import type { Provider } from '../../lib/a'; import { b } from '../../lib/b';`,
    'lib/a.ts': `import { z } from 'zod';`,
    'lib/b.ts': `import { type Vault } from './background/vault/vault'; export const b = 1;`,
    'lib/background/vault.ts': `export class Vault {}`,
  },
  broken: [
    {
      'entrypoints/popup/main.tsx': `import { a } from '../../lib/a';`,
      'lib/a.ts': `export { a } from './b';`,
      'lib/b.ts': `import { z } from 'zod'; export const a = z;`,
    },
    {
      'entrypoints/options/main.tsx': `import { Card } from '../../components/card';`,
      'components/card.tsx': `import { providers } from '../lib/providers/registry';`,
      'lib/providers/registry.ts': ``,
    },
  ],
};

function reachedFrom(project: Project, root: string): string[] {
  const trails = new Map([[root, root]]);
  const faults: string[] = [];
  for (const [path, trail] of trails) {
    for (const { specifier, typeOnly } of importsOf(syntaxOf(path, project.get(path) ?? ''))) {
      if (typeOnly) continue;
      const target = targetOf(path, specifier);
      const next = `${trail} → ${target}`;
      if (KEPT_FROM_PAGES.test(target)) faults.push(next);
      const file = [`${target}.ts`, `${target}.tsx`].find((candidate) => project.has(candidate));
      if (file !== undefined && !trails.has(file)) trails.set(file, next);
    }
  }
  return faults;
}
