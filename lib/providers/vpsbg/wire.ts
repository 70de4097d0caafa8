import {
  stated,
  wireAmount,
  wireFlag,
  wireId,
  wireNumber,
  wireParts,
  wireRows,
  wireText,
  wireTextId,
} from '../rows';
import { z } from '../zod';

/** A page of any list ("List backups", api-3487378). */
export const page = z.object({
  data: wireRows,
  links: stated(z.object({ next: wireText })),
  // What says where the pages end must not be overlooked.
  meta: z
    .object({ current_page: wireNumber.nullish(), last_page: wireNumber.nullish(), total: wireAmount })
    .nullish(),
});

/** A row of "List servers" (api-3487364). `status` is the state of the contract, not of the power. */
export const serverRow = z.object({
  id: wireId,
  hostname: wireText,
  status: wireText,
  locked: wireFlag,
  plan: stated(z.object({ disk: wireAmount })),
  ip_addresses: stated(wireParts),
  // One that cannot be read could be the one that matters, so then none is stated.
  addons: stated(
    wireParts.pipe(
      z.array(z.object({ name: z.string(), status: z.string().nullish(), ended_at: z.string().nullish() })),
    ),
  ),
});

export const addressRow = z.object({ ip_address: wireTextId, main: wireFlag });

/** Whose a row of backups or snapshots is, as far as it can be read. */
export const rowOwner = z.object({ server_id: wireId }).transform((row) => row.server_id);

/** A row of "List backups" (api-3487378). `size` is the size of the server's disk when the backup was taken. */
export const backupRow = z.object({
  id: wireId,
  server_id: wireId,
  server_hostname: wireText,
  server_ip: wireText,
  name: wireText,
  created_at: wireText,
  size: wireAmount,
});

/** A row of "List snapshots" (api-3487377). */
export const snapshotRow = z.object({
  id: wireId,
  server_id: wireId,
  name: wireText,
  created_at: wireText,
  size: wireAmount,
});
