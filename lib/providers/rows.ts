import { TroubleError } from '../model/trouble';
import { z } from './zod';

/** An id as the providers write it, number or text; always text on our side. */
export const wireId = z.union([z.string().min(1), z.number()]).transform(String);

/** Rows of a list, each to be read by itself. */
export const wireRows = z.array(z.unknown());

/** A secondary field: absent or of another type than documented, it is not stated, and its row stands all the same. */
export const stated = <Schema extends z.ZodType>(schema: Schema) => schema.nullable().catch(null);

export const wireText = stated(z.string());
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

/** The rows that can be read, in their order, and the number of those that cannot. */
export function readRows<Schema extends z.ZodType>(
  schema: Schema,
  rows: readonly unknown[],
): Rows<z.output<Schema>> {
  const { read, unreadable } = sorted(schema, rows);
  return { rows: read, unreadableRows: unreadable.length };
}

/** More pages than any account has: a list that goes on past this is a loop. */
export const MAX_PAGES = 1000;

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
  const parsed = rows.map((row) => ({ row, result: schema.safeParse(row) }));
  return {
    read: parsed.flatMap(({ result }) => (result.success ? [result.data] : [])),
    unreadable: parsed.flatMap(({ row, result }) => (result.success ? [] : [row])),
  };
}
