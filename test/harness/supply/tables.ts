import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './packages';

/** The names in the first column of a table; a cell may hold several. */
type Names = readonly string[];

/** The names that docs/security.md gives the packages that ship: those we chose, and those that came along. */
export function shippedTables(): { readonly chosen: Names; readonly brought: Names } {
  const text = readFileSync(join(root, 'docs', 'security.md'), 'utf8');
  const section = /^## Dependencies that ship\n(.*?)(?=^## |$(?![\s\S]))/ms.exec(text)?.[1];
  if (section === undefined) throw new Error('docs/security.md no longer says which dependencies ship');
  const tables = section
    .split(/^\|(?: *-+ *\|)+$/m)
    .slice(1)
    .map(namesIn);
  const [chosen, brought] = tables;
  if (chosen === undefined || brought === undefined || tables.length !== 2) {
    throw new Error('two tables were looked for under “Dependencies that ship”');
  }
  return { chosen, brought };
}

function namesIn(rows: string): Names {
  const [body = ''] = rows.trimStart().split(/\n\n/);
  return body.split('\n').flatMap((row) => {
    const [names = '', reason = ''] = row
      .split('|')
      .slice(1)
      .map((cell) => cell.trim());
    if (reason === '') throw new Error(`docs/security.md gives no reason for ${names}`);
    return names.split(', ');
  });
}
