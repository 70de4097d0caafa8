import { expect, test } from 'vitest';
import { handlingOf } from '../../../../lib/background/tasks/handling-of';
import type { PartTrouble } from '../../../../lib/model/server';
import { HOUR_MS } from '../../../../lib/model/time';
import { providerOf } from '../../../../lib/providers/registry';
import { aBackup, aNamedBackup, anOperation, aReading, aStored, NOW } from '../../builders';

const failed: readonly PartTrouble[] = [
  { part: 'legacyBackups', trouble: { kind: 'otherServer', detail: null } },
];

function verdictOf(id: string, partTroubles: readonly PartTrouble[], listed: readonly string[]) {
  const task = { kind: 'delete', backup: aNamedBackup({ id }) } as const;
  const reading = aReading({ backups: listed.map((each) => aBackup({ id: each })), partTroubles });
  const operation = anOperation({ task, askedAt: NOW - HOUR_MS, backupsBefore: ['newer', 'b1'] });
  const sight = { provider: providerOf('hostup'), stored: aStored(), reading, providerNow: NOW };
  return handlingOf(task).verdictOf(operation, sight).kind;
}

test.each<[string, string, readonly PartTrouble[], readonly string[], string]>([
  ['gone from a whole list', 'newer', [], ['b1'], 'done'],
  ['still listed', 'newer', [], ['b1', 'newer'], 'notDone'],
  ['gone from the newer list, the older one unread', 'newer', failed, ['b1'], 'done'],
  ['gone from both', 'legacy:1:x', [], ['b1'], 'done'],
  ['of an older list that was left out', 'legacy:1:x', failed, ['b1'], 'open'],
])('a deletion whose backup is %s', (_, id, troubles, listed, kind) => {
  expect(verdictOf(id, troubles, listed)).toBe(kind);
});
