import { oneLine } from '../../http/redact';
import type { WatchHandle } from '../../model/operation';
import type { Progress } from '../provider';
import { z } from '../zod';
import { operation } from './wire';

/** A field that is absent as well as one of another type: the reference of jobs shows placeholders only. */
const maybe = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().catch(null);

const job = z.object({
  isCompleted: maybe(z.boolean()),
  isFailed: maybe(z.boolean()),
  isRunning: maybe(z.boolean()),
  isWaiting: maybe(z.boolean()),
  status: maybe(z.string()),
  state: maybe(z.string()),
  progress: maybe(z.number()),
  progressDetails: maybe(z.object({ percentage: maybe(z.number()) })),
  result: maybe(
    z.object({ success: maybe(z.boolean()), error: maybe(z.string()), message: maybe(z.string()) }),
  ),
  error: maybe(z.string()),
  failedReason: maybe(z.string()),
  reason: maybe(z.string()),
  progressMessage: maybe(z.string()),
});

type Job = z.output<typeof job>;

const jobBody = z.union([
  z.object({ data: z.object({ operation: job }) }).transform(({ data }) => data.operation),
  z.object({ data: job }).transform(({ data }) => data),
  z.object({ operation: job }).transform((body) => body.operation),
  job,
]);

const SUCCEEDED: readonly string[] = ['completed', 'complete', 'succeeded', 'success', 'finished', 'done'];
const FAILED: readonly string[] = [
  'failed',
  'failure',
  'error',
  'errored',
  'cancelled',
  'canceled',
  'aborted',
];

/** What to follow an accepted operation by; where no job is named, the list of backups has to tell. */
export function watchHandleOf(body: unknown): WatchHandle {
  const parsed = operation.safeParse(body);
  return parsed.success ? { by: 'job', jobId: parsed.data.operation.jobId } : { by: 'list' };
}

/**
 * How a job stands ("Get job", get-jobs-jobid; in its envelope, bare or as `operation`). Its booleans decide, then its
 * words; what is in neither is still running.
 */
export function progressOf(body: unknown): Progress {
  const parsed = jobBody.safeParse(body);
  if (!parsed.success) return { state: 'running', percent: null };
  const outcome = outcomeOf(parsed.data);
  if (outcome === 'succeeded') return { state: 'succeeded' };
  if (outcome === 'failed') return { state: 'failed', detail: failureOf(parsed.data) };
  return { state: 'running', percent: percentOf(parsed.data) };
}

function outcomeOf(job: Job): Progress['state'] {
  const words = [job.status, job.state].map((word) => word?.toLowerCase() ?? '');
  const isOver = job.isCompleted === true || words.some((word) => SUCCEEDED.includes(word));
  if (job.isFailed === true || (isOver && job.result?.success === false)) return 'failed';
  if (job.isCompleted === true) return 'succeeded';
  if (job.isRunning === true || job.isWaiting === true) return 'running';
  if (words.some((word) => FAILED.includes(word))) return 'failed';
  return isOver ? 'succeeded' : 'running';
}

function failureOf(job: Job): string | null {
  const texts = [
    job.result?.error,
    job.error,
    job.failedReason,
    job.reason,
    job.result?.message,
    job.progressMessage,
  ];
  const text = texts.find((candidate) => typeof candidate === 'string' && candidate.trim() !== '');
  return typeof text === 'string' ? oneLine(text) : null;
}

function percentOf(job: Job): number | null {
  const percent = job.progressDetails?.percentage ?? job.progress ?? null;
  return percent !== null && percent >= 0 && percent <= 100 ? percent : null;
}
