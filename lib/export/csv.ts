import type { Cell, Table } from './table';

/** Without it Excel takes UTF-8 for the code page of the system. */
const BOM = '\ufeff';
const END_OF_LINE = '\r\n';

/** The table as CSV by RFC 4180, with a header and a BOM; a cell that a spreadsheet would run as a formula is made text. */
export function csvOf({ columns, rows }: Table): string {
  const lines = [columns, ...rows].map((cells) => cells.map(cellOf).join(','));
  return BOM + lines.map((line) => line + END_OF_LINE).join('');
}

function cellOf(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
  const text = harmless((typeof cell === 'string' ? cell : cell.join(' ')).toWellFormed());
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** How a cell begins that spreadsheets take for a formula, the wide signs of East Asian keyboards included. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** A name, a note or a provider's text is never a formula: an apostrophe before it says that it is text. */
export function harmless(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}
