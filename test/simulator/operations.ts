import { type EpochMs, SECOND_MS } from '../../lib/model/time';
import type { HostupServer, SimBackup, SimHistory, SimOperation, SimServer, SimStarter } from './types';
import type { World } from './world';

/** A job id, or the id of a server with one operation under way. */
export type OperationTarget = string;

type Task =
  | { readonly kind: 'create'; readonly note: string | null; readonly by?: SimStarter }
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

/** Begins a task at `createdAt`: now, unless the clock has jumped over the moment. */
export function start(
  world: World,
  server: SimServer,
  task: Task,
  createdAt: EpochMs = world.now(),
): SimOperation {
  const by: SimStarter = task.kind === 'create' && task.by ? task.by : { kind: 'manual' };
  const operation: SimOperation = {
    jobId: world.random.id('job'),
    kind: task.kind,
    provider: server.provider,
    serverId: server.id,
    backupId: task.kind === 'restore' ? task.backupId : newBackupId(world, server),
    note: task.kind === 'create' ? task.note : null,
    by,
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
      kind: by.kind,
      status: 'in_progress',
      note: task.note,
      createdAt: wholeSecond(createdAt),
      expiresAt: by.kind === 'automatic' ? expiryOf(world, createdAt) : null,
    });
  }
  if (task.kind === 'restore' && server.provider === 'vpsorg') server.status = 'restoring';
  return operation;
}

/** The open operation whose time is over first, and when that is; one that is held has no such time. */
export function nextEnd(world: World): { readonly at: EpochMs; readonly run: () => void } | null {
  const ends = world.operations
    .filter((operation) => operation.state === 'open' && operation.pinnedPercent === null)
    .map((operation) => ({ operation, at: operation.createdAt + operation.durationMs }));
  const first = ends.reduce<(typeof ends)[number] | null>((a, b) => (a && a.at <= b.at ? a : b), null);
  return first && { at: first.at, run: () => end(world, first.operation, first.at) };
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
    if (row) Object.assign(row, { status: 'completed', sizeBytes: sizeOfNext(world, server) ?? 4.456e9 });
    return;
  }
  const { by } = operation;
  const sizeBytes = sizeOfNext(world, server);
  world.addBackup(server, {
    id: operation.backupId,
    note: operation.note,
    createdAt: wholeSecond(operation.createdAt),
    ...(sizeBytes === null ? {} : { sizeBytes }),
    ...(by.kind === 'scheduled' ? { kind: by.kind, scheduleId: by.schedule.id } : {}),
  });
  if (server.provider === 'vpsbg') {
    server.backups = newestFirst(server.backups).slice(0, WEEKLY_KEPT);
    return;
  }
  const row = server.history.find((entry) => entry.jobId === operation.jobId);
  if (row) Object.assign(row, { status: 'active', sizeBytes: diskImageBytes(server) });
  if (by.kind === 'scheduled') {
    for (const old of ownCopies(server, by.schedule.id).slice(by.schedule.retentionCount)) {
      removeBackup(server, old.id, at);
    }
  }
  if (server.quotaLimit !== null && server.backups.length > server.quotaLimit && server.autoDeleteOldest) {
    const oldest = newestFirst(server.backups.filter((backup) => !backup.protected)).at(-1);
    if (oldest) removeBackup(server, oldest.id, at);
  }
}

/** What a schedule has made and keeps, newest first. */
export function ownCopies(server: HostupServer, scheduleId: number): SimBackup[] {
  return newestFirst(server.backups.filter((backup) => backup.scheduleId === scheduleId));
}

/** Where providers keep their own rhythms a backup is about as large as the one before it. */
function sizeOfNext(world: World, server: SimServer): number | null {
  const last = newestFirst(server.backups.filter(({ status }) => status === 'completed'))[0];
  return world.rhythms && last ? Math.round(last.sizeBytes * 1.004) : null;
}

function expiryOf(world: World, createdAt: EpochMs): EpochMs | null {
  return world.rhythms && wholeSecond(createdAt) + world.rhythms.vpsorgKeepsMs;
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
    kind: operation.by.kind === 'scheduled' ? 'scheduled' : 'manual',
    scheduleId: operation.by.kind === 'scheduled' ? operation.by.schedule.id : null,
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
