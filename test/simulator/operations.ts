import { SECOND_MS } from '../../lib/model/time';
import type { SimBackup, SimHistory, SimOperation, SimServer } from './types';
import type { World } from './world';

/** A job id, or the id of a server with one operation under way. */
export type OperationTarget = string;

type Task =
  | { readonly kind: 'create'; readonly note: string | null }
  | { readonly kind: 'restore'; readonly backupId: string }
  | { readonly kind: 'weekly' };

const QUEUED_PART = 0.1;
const WEEKLY_KEPT = 3;

/** How far an open operation is: queued for a tenth of its time, then 0–99 %. */
export function progressOf(world: World, operation: SimOperation): { queued: boolean; percent: number } {
  if (operation.state !== 'open') return { queued: false, percent: 100 };
  if (operation.pinnedPercent !== null) return { queued: false, percent: operation.pinnedPercent };
  const part = (world.now() - operation.createdAt) / operation.durationMs;
  return { queued: part < QUEUED_PART, percent: Math.min(99, Math.max(0, Math.floor(part * 100))) };
}

export function openOperation(world: World, server: SimServer): SimOperation | undefined {
  return world.operations.find(
    (operation) =>
      operation.state === 'open' &&
      operation.provider === server.provider &&
      operation.serverId === server.id,
  );
}

export function start(world: World, server: SimServer, task: Task): SimOperation {
  const createdAt = world.now();
  const operation: SimOperation = {
    jobId: world.random.id('job'),
    kind: task.kind,
    provider: server.provider,
    serverId: server.id,
    backupId: task.kind === 'restore' ? task.backupId : newBackupId(world, server),
    note: task.kind === 'create' ? task.note : null,
    createdAt,
    durationMs: world.operationMs,
    pinnedPercent: null,
    failWith: server.failNext,
    state: 'open',
    endedAt: null,
  };
  server.failNext = null;
  world.operations.push(operation);
  if (task.kind === 'create' && server.provider === 'hostup') {
    server.history.unshift(historyOf(world, operation));
  }
  if (task.kind === 'create' && server.provider === 'vpsorg') {
    world.addBackup(server, {
      id: operation.backupId,
      kind: 'manual',
      status: 'in_progress',
      note: task.note,
      createdAt: wholeSecond(createdAt),
    });
  }
  if (task.kind === 'restore' && server.provider === 'vpsorg') server.status = 'restoring';
  return operation;
}

/** Ends every operation whose time is over, oldest first. */
export function settle(world: World): void {
  for (const operation of [...world.operations]) {
    const dueAt = operation.createdAt + operation.durationMs;
    if (operation.state !== 'open' || operation.pinnedPercent !== null || dueAt > world.now()) continue;
    end(world, operation, dueAt);
  }
}

export function finish(world: World, target: OperationTarget, error: string | null): SimOperation {
  const operation = find(world, target);
  if (error !== null) operation.failWith = error;
  end(world, operation, world.now());
  return operation;
}

export function progress(world: World, target: OperationTarget, percent: number): SimOperation {
  const operation = find(world, target);
  operation.pinnedPercent = percent;
  return operation;
}

function find(world: World, target: OperationTarget): SimOperation {
  const open = world.operations.filter((operation) => operation.state === 'open');
  const found = open.find((operation) => operation.jobId === target || operation.serverId === target);
  if (!found) throw new Error(`nothing is under way for ${target}`);
  return found;
}

function end(world: World, operation: SimOperation, at: number): void {
  operation.state = operation.failWith === null ? 'completed' : 'failed';
  operation.endedAt = at;
  const server: SimServer = world.server(operation.provider, operation.serverId);
  if (operation.kind === 'restore') {
    if (server.provider === 'vpsorg') server.status = 'active';
  } else if (operation.state === 'failed') {
    recordFailure(world, server, operation);
  } else {
    recordBackup(world, server, operation, at);
  }
}

function recordFailure(world: World, server: SimServer, operation: SimOperation): void {
  if (server.provider === 'hostup') {
    const row = server.history.find((entry) => entry.jobId === operation.jobId);
    if (row) Object.assign(row, { status: 'failed', error: operation.failWith });
  }
  if (server.provider !== 'vpsorg') return;
  if (world.vpsorgFailure === 'vanish') {
    server.backups = server.backups.filter((backup) => backup.id !== operation.backupId);
  } else {
    for (const backup of server.backups) if (backup.id === operation.backupId) backup.status = 'failed';
  }
}

function recordBackup(world: World, server: SimServer, operation: SimOperation, at: number): void {
  if (server.provider === 'vpsorg') {
    const row = server.backups.find((backup) => backup.id === operation.backupId);
    if (row) Object.assign(row, { status: 'completed', sizeBytes: 4.456e9 });
    return;
  }
  world.addBackup(server, {
    id: operation.backupId,
    note: operation.note,
    createdAt: wholeSecond(operation.createdAt),
  });
  if (server.provider === 'vpsbg') {
    server.backups = newestFirst(server.backups).slice(0, WEEKLY_KEPT);
    return;
  }
  const row = server.history.find((entry) => entry.jobId === operation.jobId);
  if (row) Object.assign(row, { status: 'active', sizeBytes: diskImageBytes(server) });
  if (server.quotaLimit !== null && server.backups.length > server.quotaLimit && server.autoDeleteOldest) {
    const oldest = newestFirst(server.backups.filter((backup) => !backup.protected)).at(-1);
    if (oldest) removeBackup(server, oldest.id, at);
  }
}

/** Takes a backup out of the list; HostUp's history keeps a row of it. */
export function removeBackup(server: SimServer, backupId: string, at: number): void {
  const gone = server.backups.find((backup) => backup.id === backupId);
  server.backups = server.backups.filter((backup) => backup !== gone);
  if (server.provider !== 'hostup' || !gone) return;
  const row = server.history.find(
    (entry) => entry.status === 'active' && wholeSecond(entry.createdAt) === wholeSecond(gone.createdAt),
  );
  if (row) Object.assign(row, { status: 'deleted', deletedAt: at });
}

/** The older API's sizes: in the reference's examples they look like the whole disk and not like the stored bytes. */
export function diskImageBytes(server: SimServer): number {
  return server.diskGb * 2 ** 30 + 1259;
}

export function newestFirst(backups: readonly SimBackup[]): SimBackup[] {
  return [...backups].sort((a, b) => b.createdAt - a.createdAt);
}

function historyOf(world: World, operation: SimOperation): SimHistory {
  return {
    id: world.number(),
    kind: 'manual',
    scheduleId: null,
    status: 'pending',
    createdAt: operation.createdAt,
    deletedAt: null,
    sizeBytes: null,
    note: operation.note,
    jobId: operation.jobId,
    error: null,
  };
}

function newBackupId(world: World, server: SimServer): string {
  return server.provider === 'hostup' ? world.random.id('bkp') : String(world.number());
}

function wholeSecond(at: number): number {
  return Math.floor(at / SECOND_MS) * SECOND_MS;
}
