import { expect, test } from 'vitest';
import { planWords } from '../../../lib/background/plan-words';
import { planViewOf } from '../../../lib/fleet/plan-course';
import type { Operation } from '../../../lib/model/operation';
import { anAccount, anOperation, aPlan, NOW } from '../builders';

const backup = { id: 'b1', kind: 'manual', createdAt: NOW, note: null } as const;
const task = { kind: 'delete', backup } as const;
const failed = {
  state: 'failed',
  trouble: { kind: 'busy', detail: null },
  endedAt: NOW,
  toldAt: null,
} as const;

test.each<[Operation['state'], Partial<Operation>, boolean]>([
  ['failed', failed, true],
  ['running', {}, false],
])('nothing is said to be there still that may be gone: a deletion that is %s', (_state, over, isTold) => {
  const ids = { accountId: 'a1', provider: 'hostup', serverId: 's1', serverName: 'app-01' } as const;
  const steps = [{ ...ids, task, operationId: 'o1', notStarted: null }];
  const end = { kind: 'stopped', why: 'interrupted', at: NOW, toldAt: null } as const;
  const plan = aPlan({ kind: 'makeRoom', steps, end });
  const view = planViewOf(plan, new Map([['o1', anOperation({ task, ...over })]]));
  expect(planWords(view, [anAccount()], NOW).body.includes('No backup was deleted.')).toBe(isTold);
});
