import type { Operation } from '../model/operation';
import { hasEnded } from '../model/operation';
import type { Plan } from '../model/plan';
import type { EpochMs } from '../model/time';
import type { SealedFacts } from './diagnostics-accounts';
import { type Plain, plain, span, tally, word } from './diagnostics-plain';

/** What there is of operations, findings and schedules, by kind. */
export function fleetLines(
  { servers, operations, plans, findings, snoozes }: SealedFacts,
  now: EpochMs,
): readonly Plain[] {
  const schedules = servers.flatMap(({ reading }) => (reading === null ? [] : reading.schedules));
  const open = findings.filter(({ endedAt }) => endedAt === null);
  return [
    ...operationLines(operations, now),
    ...planLines(plans, now),
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

/** One line for each plan, newest first: how many steps it has and how it ended. */
function planLines(plans: readonly Plan[], now: EpochMs): readonly Plain[] {
  return [...plans]
    .sort((a, b) => b.createdAt - a.createdAt)
    .slice(0, MOST_PLANS)
    .map((plan) => {
      const asked = plan.steps.filter(({ operationId }) => operationId !== null).length;
      const reasons = plan.steps.flatMap(({ notStarted }) =>
        notStarted === null ? [] : [word(notStarted.kind)],
      );
      return plain`plan ${word(plan.kind)} of ${plan.steps.length} steps, ${span(now - plan.createdAt)} old, asked: ${asked}, not started: ${tally(reasons)}, ${endOf(plan)}`;
    });
}

const MOST_PLANS = 10;

function endOf({ end }: Plan): Plain {
  if (end === null) return plain`open`;
  if (end.kind === 'stopped') return plain`stopped (${word(end.why)})`;
  return end.kind === 'refused' ? plain`refused (${word(end.trouble.kind)})` : word(end.kind);
}
