import type { Operation } from '../model/operation';
import { hasEnded } from '../model/operation';
import type { EpochMs } from '../model/time';
import type { SealedFacts } from './diagnostics-accounts';
import { type Plain, plain, span, tally, word } from './diagnostics-plain';

/** What there is of operations, findings and schedules, by kind. */
export function fleetLines(
  { servers, operations, findings, snoozes }: SealedFacts,
  now: EpochMs,
): readonly Plain[] {
  const schedules = servers.flatMap(({ reading }) => (reading === null ? [] : reading.schedules));
  const open = findings.filter(({ endedAt }) => endedAt === null);
  return [
    ...operationLines(operations, now),
    plain`findings: ${tally(open.map(({ finding }) => word(finding.kind)))}; over by now: ${findings.length - open.length}; snoozes: ${snoozes.length}`,
    plain`schedules: ${tally(schedules.map(({ enabled }) => (enabled === null ? plain`not stated` : enabled ? plain`on` : plain`off`)))}`,
  ];
}

/** One line for those of a kind that went the same way. */
function operationLines(operations: readonly Operation[], now: EpochMs): readonly Plain[] {
  if (operations.length === 0) return [plain`no operation`];
  const spans = new Map<Plain, number[]>();
  for (const operation of operations) {
    const way = wayOf(operation);
    const tookMs = (hasEnded(operation) ? operation.endedAt : now) - operation.createdAt;
    spans.set(way, [...(spans.get(way) ?? []), tookMs]);
  }
  return [...spans]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([way, all]) => plain`${all.length} × ${way}, ${span(Math.min(...all))} to ${span(Math.max(...all))}`,
    );
}

function wayOf(operation: Operation): Plain {
  const base = plain`${word(operation.task.kind)} ${word(operation.state)}`;
  if (operation.state === 'failed') return plain`${base} (${word(operation.trouble.kind)})`;
  if (operation.state !== 'unknown' || operation.cause === null) return base;
  return plain`${base} (${word(operation.cause.kind)})`;
}
