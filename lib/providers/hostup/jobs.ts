import { oneLine } from '../../http/redact';
import type { WatchHandle } from '../../model/operation';
import type { Progress } from '../provider';
import { stated, wireAmount, wireFlag, wireText } from '../rows';
import { textOf } from '../values';
import { z } from '../zod';
import { operation } from './wire';

const job = z.object({
  isCompleted: wireFlag,
  isFailed: wireFlag,
  isRunning: wireFlag,
  isWaiting: wireFlag,
  status: wireText,
  state: wireText,
  progress: wireAmount,
  progressDetails: stated(z.object({ percentage: wireAmount })),
  result: stated(z.object({ success: wireFlag, error: z.unknown().optional(), message: wireText })),
  error: z.unknown().optional(),
  failedReason: z.unknown().optional(),
  reason: wireText,
  progressMessage: wireText,
});

type Job = z.output<typeof job>;

const withData = z.object({ data: z.unknown().optional() });
const withOperation = z.object({ operation: z.unknown().optional() });
const withMessage = z.object({ message: z.string() });

const SUCCEEDED: readonly string[] = ['completed', 'complete', 'succeeded', 'success', 'finished', 'done'];
const AT_WORK: readonly string[] = [
  'running',
  'active',
  'processing',
  'in_progress',
  'started',
  'queued',
  'pending',
  'waiting',
  'delayed',
];
const FAILED: readonly string[] = [
  'failed',
  'failure',
  'error',
  'errored',
  'cancelled',
  'canceled',
  'aborted',
  'rejected',
  'timeout',
  'timed_out',
];

/** What to follow an accepted operation by; where no job is named, the list of backups has to tell. */
export function watchHandleOf(body: unknown): WatchHandle {
  const parsed = operation.safeParse(body);
  return parsed.success ? { by: 'job', jobId: parsed.data.operation.jobId } : { by: 'list' };
}

/**
 * How a job stands ("Get job", get-jobs-jobid; in its envelope, bare or as `operation`). A job at work is running,
 * whatever else is said of it; words of failure, a failed result, or an error without a word of success are stronger
 * than `isCompleted`; words that nobody explains are `unclear`, and so is a job that neither runs nor waits nor is
 * completed. An answer without any known field of a job says nothing: `forgotten`.
 */
export function progressOf(body: unknown): Progress {
  const data = withData.safeParse(body).data?.data;
  const candidates = [operationIn(data), data, operationIn(body), body];
  const found = candidates.map((candidate) => job.safeParse(candidate).data).find(tells);
  if (found === undefined) return { state: 'forgotten' };
  const outcome = outcomeOf(found);
  if (outcome === 'succeeded') return { state: 'succeeded' };
  if (outcome === 'failed') return { state: 'failed', detail: failureOf(found) };
  return { state: outcome, percent: percentOf(found) };
}

function operationIn(body: unknown): unknown {
  return withOperation.safeParse(body).data?.operation;
}

/** Whether anything in it says how the job stands; an error alone may be about the question instead. */
function tells(job: Job | undefined): boolean {
  if (job === undefined) return false;
  const { isCompleted, isFailed, isRunning, isWaiting, status, state, progress, progressDetails, result } =
    job;
  return [
    ...[isCompleted, isFailed, isRunning, isWaiting, status, state, progress],
    progressDetails?.percentage ?? null,
    result?.success ?? null,
  ].some((field) => field !== null);
}

function outcomeOf(job: Job): 'succeeded' | 'failed' | 'running' | 'unclear' {
  const words = [job.status, job.state].map((word) => textOf(word)?.toLowerCase() ?? '');
  const saysSuccess = words.some((word) => SUCCEEDED.includes(word));
  const saysFailure = words.some((word) => FAILED.includes(word));
  const isOver = job.isCompleted === true || saysSuccess;
  if (job.isFailed === true || (isOver && job.result?.success === false)) return 'failed';
  if (job.isCompleted !== true && (job.isRunning === true || job.isWaiting === true)) return 'running';
  if (saysFailure || (isOver && !saysSuccess && errorsOf(job).some(isStated))) return 'failed';
  if (isOver) return 'succeeded';
  const isStill = job.isRunning === false && job.isWaiting === false;
  const isAtWork = words.some((word) => AT_WORK.includes(word)) || (job.isCompleted === false && !isStill);
  return isAtWork ? 'running' : 'unclear';
}

function errorsOf(job: Job): readonly unknown[] {
  return [job.result?.error, job.error, job.failedReason];
}

function isStated(error: unknown): boolean {
  if (typeof error === 'string') return textOf(error) !== null;
  if (typeof error === 'object' && error !== null) return Object.keys(error).length > 0;
  return error === true;
}

function failureOf(job: Job): string | null {
  const texts = [...errorsOf(job), job.reason, job.result?.message, job.progressMessage].map((error) =>
    typeof error === 'string' ? error : withMessage.safeParse(error).data?.message,
  );
  const text = texts.find((candidate) => textOf(candidate) !== null);
  return text === undefined ? null : oneLine(text);
}

function percentOf(job: Job): number | null {
  const percent = job.progressDetails?.percentage ?? job.progress ?? null;
  return percent !== null && percent <= 100 ? percent : null;
}
