import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { parseSync } from 'vite';

/** Paths from the root of the repository, with what is in the files. */
export type Project = ReadonlyMap<string, string>;

/** A convention: its check names each file that breaks it, and the examples show that it can fail. */
export type Rule = {
  readonly name: string;
  readonly check: (project: Project) => readonly string[];
  readonly fine: Readonly<Record<string, string>>;
  readonly broken: readonly Readonly<Record<string, string>>[];
};

/** A node of the syntax tree (ESTree with TypeScript's and JSX's nodes). */
export type Node = { readonly type: string } & Readonly<Record<string, unknown>>;

const IGNORED = new Set(['node_modules', '.git', '.output', '.wxt', 'out']);
const TEXT = /\.(ts|tsx|js|mjs|json|html|css|md|yml|yaml|svg)$|^\.|(^|\/)(run|LICENSE)$/;

/** Every text file of the repository. */
export function readProject(root: string): Project {
  const project = new Map<string, string>();
  const walk = (folder: string) => {
    for (const entry of readdirSync(join(root, folder))) {
      const path = posix.join(folder, entry);
      if (IGNORED.has(entry)) continue;
      if (statSync(join(root, path)).isDirectory()) walk(path);
      else if (TEXT.test(path)) project.set(path, readFileSync(join(root, path), 'utf8'));
    }
  };
  walk('');
  return project;
}

export function isCode(path: string): boolean {
  return /\.tsx?$/.test(path);
}

/** What is built into the extension. */
export function isProduct(path: string): boolean {
  return /^(lib|components|entrypoints)\//.test(path);
}

const parsed = new Map<string, Node>();

/** The syntax tree of a file; throws where it cannot be read. */
export function syntaxOf(path: string, text: string): Node {
  const key = `${path}\n${text}`;
  const known = parsed.get(key);
  if (known) return known;
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const tree = program as unknown as Node;
  parsed.set(key, tree);
  return tree;
}

/** Every node below and including this one, parents first. */
export function* nodesOf(node: Node): Generator<Node> {
  yield node;
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) yield* nodesOf(child);
    }
  }
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}

/** The name of an identifier, or of the property that a member expression ends with. */
export function nameOf(node: unknown): string | null {
  if (!isNode(node)) return null;
  if (node.type === 'Identifier' || node.type === 'JSXIdentifier') return String(node.name);
  if (node.type === 'MemberExpression') return nameOf(node.property);
  return null;
}

/** `a.b.c` as a text; the parts that are no plain names are left out. */
export function chainOf(node: unknown): string {
  if (!isNode(node)) return '';
  if (node.type !== 'MemberExpression') return nameOf(node) ?? '';
  return `${chainOf(node.object)}.${nameOf(node.property) ?? ''}`;
}

/** Runs a check over the syntax trees of the files that it is about. */
export function overCode(
  about: (path: string) => boolean,
  faultsOf: (tree: Node, path: string) => Iterable<string>,
): Rule['check'] {
  return (project) =>
    [...project].flatMap(([path, text]) =>
      isCode(path) && about(path)
        ? [...faultsOf(syntaxOf(path, text), path)].map((fault) => `${path}: ${fault}`)
        : [],
    );
}
