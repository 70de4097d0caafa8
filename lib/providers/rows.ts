import type { HttpAnswer } from '../http/session';
import { TroubleError } from '../model/trouble';
import { z } from './zod';

// More than any provider writes in one place; what is longer is kept nowhere.
const LONGEST_ID = 500;
const LONGEST_TEXT = 4000;
const LONGEST_LINK = 2000;
const MOST_ROWS = 50_000;
const MOST_CHARS = 32_000_000;
const MOST_PARTS = 1000;

/** An id that is text. It goes into addresses, where half a letter is an error and dots are a way to elsewhere. */
export const wireTextId = z
  .string()
  .min(1)
  .max(LONGEST_ID)
  .refine((id) => id.isWellFormed() && id !== '.' && id !== '..');

/** An id as the providers write it, number or text; always text on our side. A number that lost digits names another row. */
export const wireId = z.union([wireTextId, z.int()]).transform(String);

/** Rows of a list, each to be read by itself. */
export const wireRows = z.array(z.unknown());

/** Parts of one row, each to be read by itself. */
export const wireParts = wireRows.max(MOST_PARTS);

/** Where a list goes on: a link or a cursor. */
export const wireLink = z.string().max(LONGEST_LINK).nullish();

/** A text that must not be overlooked. */
export const strictText = z.string().max(LONGEST_TEXT).nullish();

/** A secondary field: absent, of another type than documented or endless, it is not stated, and its row stands all the same. */
export const stated = <Schema extends z.ZodType>(schema: Schema) => schema.nullable().catch(null);

export const wireText = stated(z.string().max(LONGEST_TEXT));
export const wireFlag = stated(z.boolean());

/** A number, also one that came as text. */
export const wireNumber = z.union([
  z.number(),
  z
    .string()
    .trim()
    .regex(/^\d+(\.\d+)?$/)
    .transform(Number),
]);

/** A number of anything, also one that came as text; negative ones mean nothing. */
export const wireAmount = stated(wireNumber.pipe(z.number().nonnegative()));

export type Rows<Row> = { readonly rows: readonly Row[]; readonly unreadableRows: number };

/** `unreadable` are those rows as they came; `unreadableRows` counts the ones that never came as well. */
export type PagedRows<Row> = Rows<Row> & { readonly unreadable: readonly unknown[] };

/** The body as its schema describes it. Throws `unexpectedShape`, naming the first wrong field. */
export function readBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const path = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new TroubleError({ kind: 'unexpectedShape', where: path === '' ? 'body' : path });
}

/** The rows that can be read, in their order, and the number of those that cannot. Throws `tooLarge`. */
export function readRows<Schema extends z.ZodType>(
  schema: Schema,
  rows: readonly unknown[],
): Rows<z.output<Schema>> {
  const { read, unreadable } = sorted(schema, rows);
  return { rows: read, unreadableRows: unreadable.length };
}

/** More pages than any account has: a list that goes on past this is a loop. */
export const MAX_PAGES = 1000;

/** The raw rows of a list's pages, in the order they were added. */
export type Heap = {
  readonly rows: readonly unknown[];
  /** Throws `tooLarge` as soon as all pages together hold more than any account does. */
  readonly add: (page: HttpAnswer, rows: readonly unknown[]) => void;
};

/** A heap with no page in it. */
export function createHeap(): Heap {
  const heap: unknown[] = [];
  let chars = 0;
  return {
    rows: heap,
    add: (page, rows) => {
      chars += page.chars;
      if (chars > MOST_CHARS || heap.length + rows.length > MOST_ROWS) {
        throw new TroubleError({ kind: 'tooLarge' });
      }
      // One by one: a list may be longer than the arguments that a call may have.
      for (const row of rows) heap.push(row);
    },
  };
}

/**
 * The rows of all pages of a list: one that moved between two pages counts once, and those that the list's own total
 * states and no page showed are unreadable ones.
 */
export function readPages<Schema extends z.ZodType<{ readonly id: string }>>(
  schema: Schema,
  rows: readonly unknown[],
  total: number | null,
): PagedRows<z.output<Schema>> {
  const { read, unreadable } = sorted(schema, rows);
  const distinct = [...new Map(read.map((row) => [row.id, row])).values()];
  const missing = Math.max(0, (total ?? 0) - distinct.length - unreadable.length);
  return { rows: distinct, unreadableRows: unreadable.length + missing, unreadable };
}

function sorted<Schema extends z.ZodType>(schema: Schema, rows: readonly unknown[]) {
  if (rows.length > MOST_ROWS) throw new TroubleError({ kind: 'tooLarge' });
  const read: z.output<Schema>[] = [];
  const unreadable: unknown[] = [];
  for (const row of rows) {
    const result = schema.safeParse(row);
    if (result.success) read.push(result.data);
    else unreadable.push(row);
  }
  return { read, unreadable };
}
