import { type App, createApp, type Manners, refuse } from './app';
import { operationBody, operationStatus } from './hostup-v2-wire';
import { progressOf } from './operations';
import { iso, isoOrNull, json, legacyError } from './replies';
import type { Deps } from './simulator';
import type { SimOperation } from './types';
import type { World } from './world';

/** Jobs of both generations; the shape of their answer is not settled by the reference, so it can be chosen. */
export function createHostupJobs(deps: Deps): App {
  const { world } = deps;
  const manners: Manners = {
    provider: 'hostup',
    error: () => legacyError(world.now()),
    isServerList: () => false,
  };
  const app = createApp(deps, manners);
  app.get('/api/jobs/:jobId', (context) => {
    const operation = world.operations.find(
      (one) =>
        one.jobId === context.req.param('jobId') && context.get('account').serverIds.includes(one.serverId),
    );
    if (!operation) return refuse(context, manners, 404, 'not_found', 'Job not found.');
    if (world.jobShape === 'operation') return json(operationBody(world, operation));
    const job = toJob(world, operation);
    return json(world.jobShape === 'bare' ? job : legacyEnvelope(world, job));
  });
  return app;
}

export function legacyEnvelope(world: World, data: unknown): object {
  const requestId = '2121ae20-bd9d-41e9-aeeb-5dd1dd1a24ba';
  return { success: true, timestamp: iso(world.now()), requestId, data };
}

function toJob(world: World, operation: SimOperation): object {
  const { queued, percent } = progressOf(world, operation);
  const type = operation.kind === 'restore' ? 'restore' : 'backup';
  const error = operation.state === 'failed' ? operation.failWith : null;
  const text = error ?? `${type} ${percent}%`;
  return {
    jobId: operation.jobId,
    queueType: 'vm',
    type,
    state: stateWord(operation, queued),
    status: operationStatus(world, operation),
    progress: percent,
    progressTextKey: `${type}.progress`,
    progressMessage: text,
    statusKey: `${type}.${operation.state}`,
    progressDetails: { percentage: percent, message: text, current: percent, total: 100 },
    result:
      operation.state === 'open'
        ? null
        : {
            success: error === null,
            type,
            clientId: '30000',
            result: {},
            timestamp: isoOrNull(operation.endedAt),
            ...(error === null ? {} : { error }),
          },
    isCompleted: operation.state === 'completed',
    isFailed: operation.state === 'failed',
    isRunning: operation.state === 'open' && !queued,
    isWaiting: operation.state === 'open' && queued,
    createdAt: iso(operation.createdAt),
    finishedAt: isoOrNull(operation.endedAt),
    jobName: type,
    vmId: world.server('hostup', operation.serverId).vmid ?? '',
    hostbillAccountId: '20000',
    isScheduled: false,
    delay: '0',
  };
}

function stateWord(operation: SimOperation, queued: boolean): string {
  if (operation.state !== 'open') return operation.state;
  return queued ? 'waiting' : 'active';
}
