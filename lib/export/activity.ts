import { type Activity, activitiesOf } from '../fleet/activity';
import type { Overview } from '../fleet/types';
import { resultWords } from '../text/activity-result';
import { type Columns, iso, seconds, type Table, tableOf } from './table';

/** Everything that Lastgood did or was to do, newest first. */
export function activityTable({ now, operations, plans, accounts }: Overview): Table {
  const entries = activitiesOf({
    now,
    operations,
    plans: plans.map(({ plan }) => plan),
    accounts: accounts.map(({ account }) => account),
  });
  const columns: Columns<Activity> = {
    operation: ({ operationId }) => operationId,
    at: ({ at }) => iso(at),
    server: ({ serverKey }) => serverKey,
    provider: ({ providerName }) => providerName,
    account: ({ account }) => account && account.label,
    name: ({ serverName }) => serverName,
    task: ({ task }) => task.kind,
    backup: (entry) => backupOf(entry)?.id ?? null,
    backupCreatedAt: (entry) => iso(backupOf(entry)?.createdAt ?? null),
    backupOf: ({ task }) => (task.kind === 'restore' && task.source !== null ? task.source.name : null),
    note: ({ task }) => (task.kind === 'create' ? task.note : null),
    plan: ({ plan }) => plan && plan.kind,
    result: ({ result }) => result.kind,
    sentence: (entry) => resultWords(entry, now).sentence,
    durationSeconds: ({ durationMs }) => seconds(durationMs),
  };
  return tableOf('activity', entries, columns);
}

function backupOf({ task }: Activity) {
  return task.kind === 'delete' || task.kind === 'restore' ? task.backup : null;
}
