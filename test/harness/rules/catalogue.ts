// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the examples are code that holds templates.
import {
  isCode,
  isNode,
  isProduct,
  type Node,
  nameOf,
  nodesOf,
  overCode,
  type Project,
  type Rule,
  syntaxOf,
} from './project';

export const PLURAL = /_(zero|one|two|few|many|other)$/;

type Use =
  | { readonly path: string; readonly key: string }
  | { readonly path: string; readonly pattern: RegExp };

/** The keys that `t()` is called with: a text as it is, a template as the pattern of what it can become. */
function usesOf(project: Project): { asked: Use[]; texts: Set<string> } {
  const asked: Use[] = [];
  const texts = new Set<string>();
  for (const [path, text] of project) {
    if (!isCode(path) || !isProduct(path)) continue;
    for (const node of nodesOf(syntaxOf(path, text))) {
      if (node.type === 'Literal' && typeof node.value === 'string') texts.add(node.value);
      if (node.type !== 'CallExpression' || nameOf(node.callee) !== 't') continue;
      const [key] = Array.isArray(node.arguments) ? node.arguments : [];
      if (isNode(key)) asked.push(...keysOf(key).map((use) => ({ ...use, path })));
    }
  }
  return { asked, texts };
}

function keysOf(node: Node): ({ key: string } | { pattern: RegExp })[] {
  if (node.type === 'Literal') return [{ key: String(node.value) }];
  if (node.type === 'ConditionalExpression') {
    return [node.consequent, node.alternate].filter(isNode).flatMap(keysOf);
  }
  if (node.type === 'TSAsExpression' && isNode(node.expression)) return keysOf(node.expression);
  if (node.type !== 'TemplateLiteral' || !Array.isArray(node.quasis)) return [];
  const fixed = node.quasis.map((part: { value: { cooked: string } }) =>
    part.value.cooked.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
  );
  return [{ pattern: new RegExp(`^${fixed.join('[^.]+')}$`) }];
}

export const EN = 'assets/locales/en.json';

/** The bases of the keys that the English catalogue has; the others are held to it. */
function basesIn(project: Project): readonly string[] {
  const catalogue = JSON.parse(project.get(EN) ?? '{}') as Record<string, string>;
  return [...new Set(Object.keys(catalogue).map((key) => key.replace(PLURAL, '')))];
}

export const everyKeyUsed: Rule = {
  name: 'every text of the catalogue is used',
  check: (project) => {
    const { asked, texts } = usesOf(project);
    const patterns = asked.flatMap((use) => ('pattern' in use ? [use.pattern] : []));
    return basesIn(project)
      .filter((key) => !texts.has(key) && !patterns.some((pattern) => pattern.test(key)))
      .map((key) => `${EN}: nobody says ${key}`);
  },
  fine: {
    [EN]: `{ "a.title": "A", "a.count_one": "1", "a.count_other": "n", "a.state.good": "good", "a.table": "t" }`,
    'lib/a.ts':
      "t('a.title'); t(b ? 'a.count' : 'a.title', { count }); t(`a.state.${state}`); const key = 'a.table';",
  },
  broken: [
    { [EN]: `{ "a.title": "A", "b.title": "B" }`, 'lib/a.ts': `t('a.title');` },
    { [EN]: `{ "a.state.good.help": "A" }`, 'lib/a.ts': 't(`a.state.${state}`);' },
  ],
};

export const everyKeyThere: Rule = {
  name: 'every text that is said is in the catalogue',
  check: (project) => {
    const bases = basesIn(project);
    return usesOf(project).asked.flatMap((use) => {
      const there =
        'key' in use ? bases.includes(use.key) : bases.some((candidate) => use.pattern.test(candidate));
      return there ? [] : [`${use.path}: ${EN} has no ${'key' in use ? use.key : use.pattern.source}`];
    });
  },
  fine: { [EN]: `{ "a.n_one": "1", "a.n_other": "n", "a.b.c": "" }`, 'lib/a.ts': "t('a.n'); t(`a.${x}.c`);" },
  broken: [
    { [EN]: `{}`, 'lib/a.ts': `t('a.title');` },
    { [EN]: `{ "a.title": "A" }`, 'lib/a.ts': `t(good ? 'a.title' : 'a.tilte');` },
    { [EN]: `{ "a.title": "A" }`, 'lib/a.ts': 't(`b.${x}`);' },
  ],
};

const SPOKEN = new Set(['aria-label', 'aria-description', 'title', 'placeholder', 'alt']);
const LETTER = /\p{L}/u;

export const noBareText: Rule = {
  name: 'no text that a person sees stands in the markup',
  check: overCode(
    (path) => path.endsWith('.tsx') && isProduct(path),
    function* (tree) {
      for (const node of nodesOf(tree)) {
        if (node.type === 'JSXText' && LETTER.test(String(node.value)))
          yield `says “${String(node.value).trim()}”`;
        if (node.type !== 'JSXAttribute' || !SPOKEN.has(nameOf(node.name) ?? '')) continue;
        if (isNode(node.value) && node.value.type === 'Literal' && LETTER.test(String(node.value.value))) {
          yield `says “${node.value.value}”`;
        }
      }
    },
  ),
  fine: { 'components/a.tsx': `const a = <b class="x" title={t('a')}> · {t('b')} 7</b>;` },
  broken: [
    { 'components/a.tsx': `const a = <b>Back up now</b>;` },
    { 'components/a.tsx': `const a = <b aria-label="Close" />;` },
  ],
};
