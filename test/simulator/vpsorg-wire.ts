import type { SimBackup, SimSnapshot, VpsorgServer } from './types';

export function toVpsorgServer(server: VpsorgServer): object {
  return {
    id: Number(server.id),
    name: server.name,
    hostname: server.hostname,
    status: server.status,
    ip_address: server.address,
    location: server.location,
    plan: { id: 1, name: 'Standard VPS', vcpus: 2, memory: 4096, storage: server.diskGb },
    os: { id: 5, name: 'Ubuntu 22.04 LTS' },
    created_at: seconds(server.createdAt),
    updated_at: seconds(server.createdAt),
    ...server.wire,
  };
}

export function toVpsorgBackup(backup: SimBackup, server: VpsorgServer): object {
  return {
    id: Number(backup.id),
    server: { id: Number(server.id), name: server.name },
    backup_type: backup.kind,
    status: backup.status,
    size_mb: backup.status === 'completed' ? Math.round(backup.sizeBytes / 1e6) : null,
    created_at: seconds(backup.createdAt),
    expires_at: backup.expiresAt === null ? null : seconds(backup.expiresAt),
    description: backup.note ?? '',
    ...backup.wire,
  };
}

export function toVpsorgSnapshot(snapshot: SimSnapshot, server: VpsorgServer): object {
  return {
    id: Number(snapshot.id),
    server: { id: Number(server.id), name: server.name },
    name: snapshot.name,
    status: 'completed',
    size_mb: Math.round(snapshot.sizeBytes / 1e6),
    created_at: seconds(snapshot.createdAt),
    description: snapshot.note ?? '',
    ...snapshot.wire,
  };
}

function seconds(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}
