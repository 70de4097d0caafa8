import { wireId, wireRows } from '../rows';
import { z } from '../zod';

/** Any list; `next` is not documented but would be followed. */
export const list = z.object({
  count: z.number().nullish(),
  next: z.string().nullish(),
  results: wireRows,
});

const serverRef = z.object({ id: wireId, name: z.string().nullish() });

/** A row of "List servers" (/api/v1/docs/servers/). */
export const serverRow = z.object({
  id: wireId,
  name: z.string().nullish(),
  hostname: z.string().nullish(),
  status: z.string().nullish(),
  ip_address: z.string().nullish(),
  plan: z.object({ storage: z.number().nullish() }).nullish(),
});

/** A row of the list of backups and the answer to a creation (/api/v1/docs/backups/). */
export const backupRow = z.object({
  id: wireId,
  server: serverRef,
  backup_type: z.string().nullish(),
  status: z.string().nullish(),
  size_mb: z.number().nullish(),
  created_at: z.string().nullish(),
  expires_at: z.string().nullish(),
  description: z.string().nullish(),
});

/** A row of the list of snapshots (/api/v1/docs/snapshots/). */
export const snapshotRow = z.object({
  id: wireId,
  server: serverRef,
  name: z.string().nullish(),
  size_mb: z.number().nullish(),
  created_at: z.string().nullish(),
  description: z.string().nullish(),
});

/** All that is needed of the answer to a creation. */
export const created = z.object({ id: wireId });
