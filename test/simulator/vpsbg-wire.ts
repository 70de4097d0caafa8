import { HOUR_MS } from '../../lib/model/time';
import { hosts, type SimBackup, type SimSnapshot, type VpsbgServer } from './types';

export function toVpsbgServer(server: VpsbgServer, locked: boolean): object {
  return {
    id: Number(server.id),
    hostname: server.hostname,
    billing_cycle: 1,
    plan: {
      id: 104,
      type: 'cloud-vps',
      name: 'cloud-vps-4gb',
      vcpus: 2,
      memory: 4,
      disk: server.diskGb,
      bandwidth: 5,
      minimum_billing_cycle: 1,
      available: true,
      price: 39,
      price_with_vat: 46.8,
    },
    status: server.status,
    locked,
    created_at: micro(server.createdAt),
    expiry_at: micro(server.createdAt + 800 * 24 * HOUR_MS),
    auto_renew: true,
    server_image: { id: 73, name: 'Ubuntu 22.04', group: { name: 'Ubuntu', type: 'os', key: 'ubuntu' } },
    ip_addresses: [
      {
        id: Number(server.id) + 1,
        ip_address: server.address,
        gateway: '192.0.2.1',
        mask: '255.255.255.0',
        version: 4,
        type: 'public',
        main: true,
        ddos_protected: false,
        ptr: null,
      },
    ],
    addons: server.addon ? [{ name: 'backups', quantity: server.diskGb }] : [],
    ...server.wire,
  };
}

export function toVpsbgDetail(server: VpsbgServer, locked: boolean): object {
  const addon = {
    id: 801,
    name: 'backups',
    status: 'active',
    quantity: server.diskGb,
    amount: 36,
    amount_with_vat: 43.2,
    created_at: '2025-01-10 11:45:31',
    ended_at: null,
  };
  return {
    ...toVpsbgServer(server, locked),
    addons: server.addon ? [addon] : [],
    cancel_request: null,
    settings: { renew_enabled: true, snapshots_enabled: true },
  };
}

export function toVpsbgBackup(backup: SimBackup, server: VpsbgServer): object {
  return {
    id: Number(backup.id),
    server_id: Number(server.id),
    server_hostname: server.hostname,
    server_ip: server.address,
    name: `${backup.id}_${server.hostname}.qcow2.gz`,
    created_at: sofia(backup.createdAt),
    size: server.diskGb,
    ...backup.wire,
  };
}

export function toVpsbgSnapshot(snapshot: SimSnapshot, server: VpsbgServer): object {
  return {
    id: Number(snapshot.id),
    server_id: Number(server.id),
    name: snapshot.name,
    created_at: sofia(snapshot.createdAt),
    size: server.diskGb,
    ...snapshot.wire,
  };
}

export function pageOf(resource: string, rows: readonly unknown[], page: number, perPage: number): object {
  const path = `https://${hosts.vpsbg}/v1/${resource}`;
  const last = Math.max(1, Math.ceil(rows.length / perPage));
  const data = rows.slice((page - 1) * perPage, page * perPage);
  const from = data.length === 0 ? null : (page - 1) * perPage + 1;
  const at = (number: number) => `${path}?page=${number}`;
  const previous = page > 1 ? at(page - 1) : null;
  const next = page < last ? at(page + 1) : null;
  return {
    data,
    links: { first: at(1), last: at(last), prev: previous, next },
    meta: {
      current_page: page,
      from,
      last_page: last,
      links: [
        { url: previous, label: 'pagination.previous', active: false },
        ...Array.from({ length: last }, (_, index) => ({
          url: at(index + 1),
          label: String(index + 1),
          active: index + 1 === page,
        })),
        { url: next, label: 'pagination.next', active: false },
      ],
      path,
      per_page: perPage,
      to: from === null ? null : from + data.length - 1,
      total: rows.length,
    },
  };
}

/** ISO 8601 with the offset of the reference's examples. */
function sofia(at: number): string {
  return new Date(at + 3 * HOUR_MS).toISOString().replace(/\.\d+Z$/, '+03:00');
}

function micro(at: number): string {
  return new Date(at).toISOString().replace('Z', '000Z');
}
