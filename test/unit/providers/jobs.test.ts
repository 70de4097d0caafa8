import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { progressOf, watchHandleOf } from '../../../lib/providers/hostup/jobs';

const running = (percent: number | null) => ({ state: 'running', percent });
const unclear = (percent: number | null) => ({ state: 'unclear', percent });
const failed = (detail: string | null) => ({ state: 'failed', detail });
const succeeded = { state: 'succeeded' };
const forgotten = { state: 'forgotten' };

test.each([
  [{ isCompleted: true, status: 'string' }, succeeded],
  [{ isFailed: true, isCompleted: true, failedReason: 'x' }, failed('x')],
  [{ isRunning: true, status: 'completed', progress: 99 }, running(99)],
  [{ isWaiting: true, state: 'delayed' }, running(null)],
  [{ isCompleted: true, result: { success: false, error: 'disk full' } }, failed('disk full')],
  [{ status: 'completed', result: { success: false, message: 'no' } }, failed('no')],
  [{ status: 'in_progress', result: { success: false } }, running(null)],
  [{ status: 'COMPLETED' }, succeeded],
  [{ state: 'finished', status: 'string' }, succeeded],
  [{ status: 'failed', reason: ' a\nb ' }, failed('a b')],
  [{ status: 'failed', state: 'completed' }, failed(null)],
  [{ status: 'cancelled', progressMessage: 'by a person' }, failed('by a person')],
  [{ status: 'queued' }, running(null)],
  [{ status: 'thinking', progressDetails: { percentage: 12 }, progress: 50 }, unclear(12)],
  [{ status: 'thinking', isCompleted: false }, running(null)],
  [{ status: 'thinking', isCompleted: false, isRunning: false }, running(null)],
  [
    { status: 'stalled', isCompleted: false, isFailed: false, isRunning: false, isWaiting: false },
    unclear(null),
  ],
  [{ status: 'active', isCompleted: false, isRunning: false, isWaiting: false }, running(null)],
  [{ progress: 101 }, unclear(null)],
  [{ progress: -1 }, forgotten],
  [{ progress: { at: 5 }, isCompleted: 'yes', status: 7 }, forgotten],
  [{}, forgotten],
  [{ isCompleted: true, status: 'failed' }, failed(null)],
  [{ isCompleted: true, state: 'FAILED', failedReason: 'no space' }, failed('no space')],
  [{ isCompleted: true, error: 'disk full' }, failed('disk full')],
  [{ isCompleted: true, error: { message: 'disk full', code: 5 } }, failed('disk full')],
  [{ isCompleted: true, failedReason: true }, failed(null)],
  [{ isCompleted: true, result: { error: 'disk full' } }, failed('disk full')],
  [{ isCompleted: true, result: { success: true }, error: '' }, succeeded],
  [{ isCompleted: true, status: 'completed', error: 'one warning' }, succeeded],
  [{ isCompleted: true, error: null, failedReason: false, result: { error: {} } }, succeeded],
  [{ isCompleted: true, status: 'timeout' }, failed(null)],
  [{ isRunning: true, status: 'failed' }, running(null)],
  [{ status: 'in_progress', error: 'trying again' }, running(null)],
  [{ error: 'no such job' }, forgotten],
  [{ isCompleted: true, data: { vmId: '7' } }, succeeded],
])('the job %j', (job, progress) => {
  for (const body of [job, { success: true, data: job }, { operation: job }, { data: { operation: job } }]) {
    expect(progressOf(body)).toEqual(progress);
  }
});

test.each([
  null,
  7,
  [],
  {},
  { data: null },
  { success: true, data: { job: { status: 'completed' } } },
  { success: false, error: 'no such job', data: null },
])('an answer that says nothing known leaves it to the list: %j', (body) => {
  expect(progressOf(body)).toEqual(forgotten);
});

test('whatever the answer is, it is some progress', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (body) => {
      expect(['running', 'unclear', 'succeeded', 'failed', 'forgotten']).toContain(progressOf(body).state);
    }),
  );
});

test.each([
  [{ operation: { jobId: 'job_1', pollUrl: 'https://evil.example/' } }, { by: 'job', jobId: 'job_1' }],
  [{ operation: { status: 'queued' } }, { by: 'list' }],
  [{ operation: { jobId: '' } }, { by: 'list' }],
  [null, { by: 'list' }],
])('what to follow in %j', (body, handle) => {
  expect(watchHandleOf(body)).toEqual(handle);
});
