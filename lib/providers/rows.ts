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

const amount = z.union([
  z.number(),
  z
    .string()
    .trim()
    .regex(/^\d+(\.\d+)?$/)
    .transform(Number),
]);

/** A number of anything, also one that came as text; negative ones mean nothing. */
export const wireAmount = stated(amount.pipe(z.number().nonnegative()));

export type Rows<Row> = { readonly rows: readonly Row[]; readonly unreadableRows: number };

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
  const read = rows.flatMap((row) => {
    const parsed = schema.safeParse(row);
    return parsed.success ? [parsed.data] : [];
  });
  return { rows: read, unreadableRows: rows.length - read.length };
}
