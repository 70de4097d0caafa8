import { type ProviderInfo, providerInfos } from '../../../lib/providers/origins';
import { importsOf, targetOf } from './imports';
import { isProduct, type Project, type Rule, syntaxOf } from './project';

const REGISTRY = 'lib/providers/registry.ts';
const CATALOGUE = 'assets/locales/en.json';
/** The subjects that the catalogue speaks of for a provider. */
const subjectsOf = ({ keyRights }: ProviderInfo): readonly string[] => [
  'keyHelp',
  'keyScopes',
  ...keyRights.map((_, at) => `right${at + 1}`),
];

function lacking(project: Project, info: ProviderInfo): string[] {
  const { id } = info;
  const faults: string[] = [];
  if (!project.has(`lib/providers/${id}/api.ts`)) faults.push(`lib/providers/${id}/api.ts is missing`);
  const registry = project.get(REGISTRY) ?? '';
  const registered = importsOf(syntaxOf(REGISTRY, registry)).some(
    ({ specifier }) => targetOf(REGISTRY, specifier) === `lib/providers/${id}/api`,
  );
  if (!registered) faults.push(`${REGISTRY}: has no line for ${id}`);
  if (![...project.keys()].some((path) => path.startsWith(`test/fixtures/${id}/`))) {
    faults.push(`test/fixtures/${id}/ is missing`);
  }
  const catalogue = JSON.parse(project.get(CATALOGUE) ?? '{}') as Record<string, string>;
  for (const subject of subjectsOf(info)) {
    if (!catalogue[`provider.${id}.${subject}`]) faults.push(`${CATALOGUE}: says no ${subject} for ${id}`);
  }
  return faults;
}

function complete(): Record<string, string> {
  const ids = providerInfos.map(({ id }) => id);
  return {
    [REGISTRY]: ids.map((id) => `import { a as ${id} } from './${id}/api';`).join('\n'),
    [CATALOGUE]: JSON.stringify(
      Object.fromEntries(
        providerInfos.flatMap((info) =>
          subjectsOf(info).map((subject) => [`provider.${info.id}.${subject}`, 'x']),
        ),
      ),
    ),
    ...Object.fromEntries(ids.map((id) => [`lib/providers/${id}/api.ts`, ''])),
    ...Object.fromEntries(ids.map((id) => [`test/fixtures/${id}/list.json`, '{}'])),
  };
}

function without(path: string): Record<string, string> {
  return Object.fromEntries(Object.entries(complete()).filter(([key]) => key !== path));
}

const [first] = providerInfos;
const firstId = first?.id ?? '';

export const completeProviders: Rule = {
  name: 'a provider is complete: origins, folder, line in the registry, fixtures, words',
  check: (project) => {
    const known = new Set(providerInfos.map(({ id }) => id));
    const folders = new Set(
      [...project.keys()].flatMap((path) => /^lib\/providers\/([^/]+)\//.exec(path)?.[1] ?? []),
    );
    const strangers = [...folders].filter((folder) => !known.has(folder));
    return [
      ...providerInfos.flatMap((info) => lacking(project, info)),
      ...strangers.map((folder) => `lib/providers/${folder}/: has no entry in origins.ts`),
    ];
  },
  fine: complete(),
  broken: [
    without(`lib/providers/${firstId}/api.ts`),
    without(`test/fixtures/${firstId}/list.json`),
    { ...complete(), [REGISTRY]: '' },
    { ...complete(), [CATALOGUE]: '{}' },
    { ...complete(), 'lib/providers/stranger/api.ts': '' },
  ],
};

const OWN_PLACES = /^lib\/providers\/(origins|registry)\.ts$/;

/** Comments too: what only holds for one provider belongs into its folder, word for word. */
export const noProviderNames: Rule = {
  name: "no provider's id, name or host stands outside its places",
  check: (project) =>
    [...project].flatMap(([path, text]) => {
      const watched = isProduct(path) || path === 'wxt.config.ts' || path.startsWith('assets/styles/');
      if (!watched || OWN_PLACES.test(path)) return [];
      return providerInfos
        .filter(({ id }) => !path.startsWith(`lib/providers/${id}/`))
        .flatMap((info) => wordsOf(info).filter((word) => mentions(text, word)))
        .map((word) => `${path}: names ${word}`);
    }),
  fine: {
    [`lib/providers/${firstId}/api.ts`]: `const id = '${firstId}';`,
    'lib/providers/origins.ts': `const id = '${firstId}';`,
  },
  broken: providerInfos.flatMap(({ id, name, apiOrigin }) => [
    { 'lib/fleet/goal.ts': `if (provider === '${id}') {}` },
    { 'components/a.tsx': `const a = '${name} says';` },
    { 'lib/http/a.ts': `// as ${name.toUpperCase()} does` },
    { 'lib/panel/a.ts': `location.origin === '${apiOrigin}'` },
  ]),
};

function wordsOf({ id, name, apiOrigin, panelOrigin }: ProviderInfo): string[] {
  return [...new Set([id, name, new URL(apiOrigin).hostname, new URL(panelOrigin).hostname])];
}

function mentions(text: string, word: string): boolean {
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![a-z0-9])${escaped}(?![a-z0-9])`, 'i').test(text);
}
