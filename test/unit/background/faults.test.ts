import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { noteFault, withFaultsNoted } from '../../../lib/background/faults';
import type { Fault } from '../../../lib/model/fault';
import { HOUR_MS } from '../../../lib/model/time';
import { TroubleError } from '../../../lib/model/trouble';
import { NOW } from '../builders';

let kept: Fault[];
let now: number;
let complaints: ReturnType<typeof vi.spyOn>;

beforeEach(() => {
  kept = [];
  now = NOW;
  complaints = vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
});

const env = {
  now: () => now,
  store: {
    faults: async () => kept,
    addFault: async (fault: Fault) => void kept.push(fault),
  },
};

test('what went wrong is kept by its kind, and by none of its text', async () => {
  await noteFault(env, 'wake', new RangeError('of server app-01 with key sk-1'));
  await noteFault(env, 'notice', new TroubleError({ kind: 'refused', status: 418, detail: 'app-01' }));
  expect(kept).toEqual([
    { kind: 'error', at: NOW, where: 'wake', name: 'RangeError' },
    { kind: 'error', at: NOW, where: 'notice', name: 'refused' },
  ]);
  expect(complaints).toHaveBeenCalledTimes(2);
});

test('that it was locked meanwhile is no fault, and no word is lost about it', async () => {
  await withFaultsNoted(env, 'wake', Promise.reject(new TroubleError({ kind: 'locked' })));
  expect(kept).toEqual([]);
  expect(complaints).not.toHaveBeenCalled();
});

test('the same fault is kept once an hour, so that it does not push the others out', async () => {
  const fail = () => noteFault(env, 'notice', new Error('no'));
  for (let minute = 0; minute < 5; minute++) await fail();
  await noteFault(env, 'notice', new TypeError('no'));
  await noteFault(env, 'wake', new Error('no'));
  expect(kept).toHaveLength(3);
  now += HOUR_MS;
  await fail();
  expect(kept).toHaveLength(4);
  now -= 24 * HOUR_MS;
  await fail();
  expect(kept).toHaveLength(5);
});

test('one that cannot be kept is said, and stops nothing', async () => {
  const broken = {
    ...env,
    store: {
      ...env.store,
      addFault: async () => {
        throw new Error('full');
      },
    },
  };
  await noteFault(broken, 'wake', new Error('no'));
  expect(complaints).toHaveBeenCalledTimes(2);
});

test('work that ends well leaves nothing', async () => {
  await withFaultsNoted(env, 'wake', Promise.resolve());
  expect(kept).toEqual([]);
});
