import { stated, wireAmount, wireId, wireLink, wireRows, wireText } from '../rows';
import { epochOf, textOf } from '../values';
import { z } from '../zod';

/** Any list; `next` is not documented but would be followed, so one of another type is not overlooked. */
export const list = z.object({
  count: wireAmount,
  next: wireLink,
  results: wireRows,
});

const serverRef = z.object({ id: wireId, name: wireText });

/** A row of "List servers" (/api/v1/docs/servers/). */
export const serverRow = z.object({
  id: wireId,
  name: wireText,
  hostname: wireText,
  status: wireText,
  ip_address: wireText,
  plan: stated(z.object({ storage: wireAmount })),
});

/** A row of the list of backups and the answer to a creation (/api/v1/docs/backups/). */
export const backupRow = z.object({
  id: wireId,
  server: serverRef,
  backup_type: wireText,
  status: wireText,
  size_mb: wireAmount,
  created_at: wireText,
  // One that is there and cannot be read must not look like a backup that is kept for ever.
  expires_at: z
    .string()
    .refine((text) => textOf(text) === null || epochOf(text) !== null)
    .nullish(),
  description: wireText,
});

/** A row of the list of snapshots (/api/v1/docs/snapshots/). */
export const snapshotRow = z.object({
  id: wireId,
  server: serverRef,
  name: wireText,
  size_mb: wireAmount,
  created_at: wireText,
  description: wireText,
});

/** Whose a row of backups or snapshots is, as far as it can be read. */
export const rowOwner = z.object({ server: z.object({ id: wireId }) }).transform((row) => row.server.id);

/** All that is needed of the answer to a creation. */
export const created = z.object({ id: wireId });
