import { wireId, wireRows } from '../rows';
import { z } from '../zod';

/** A page of any list ("List backups", api-3487378). */
export const page = z.object({
  data: wireRows,
  meta: z.object({ current_page: z.number().nullish(), last_page: z.number().nullish() }).nullish(),
});

/** A row of "List servers" (api-3487364). `status` is the state of the contract, not of the power. */
export const serverRow = z.object({
  id: wireId,
  hostname: z.string().nullish(),
  status: z.string().nullish(),
  locked: z.boolean().nullish(),
  plan: z.object({ disk: z.number().nullish() }).nullish(),
  ip_addresses: z.array(z.object({ ip_address: z.string(), main: z.boolean().nullish() })).nullish(),
  addons: z
    .array(z.object({ name: z.string(), status: z.string().nullish(), ended_at: z.string().nullish() }))
    .nullish(),
});

/** A row of "List backups" (api-3487378). `size` is the size of the server's disk when the backup was taken. */
export const backupRow = z.object({
  id: wireId,
  server_id: wireId,
  server_hostname: z.string().nullish(),
  server_ip: z.string().nullish(),
  name: z.string().nullish(),
  created_at: z.string().nullish(),
  size: z.number().nullish(),
});

/** A row of "List snapshots" (api-3487377). */
export const snapshotRow = z.object({
  id: wireId,
  server_id: wireId,
  name: z.string().nullish(),
  created_at: z.string().nullish(),
  size: z.number().nullish(),
});
