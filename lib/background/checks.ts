import { named } from '../fleet/findings/named';
import { deleteImpact } from '../fleet/impact/delete';
import { makeRoomProposal } from '../fleet/impact/make-room';
import { troubleOfOffer, troubleOfRefusal, troubleOfScheduleOffer } from '../fleet/impact/refusal-trouble';
import { restoreImpact } from '../fleet/impact/restore';
import type { ChosenPoint, RestoreImpact } from '../fleet/impact/types';
import { overview } from '../fleet/overview';
import { scheduleQuestionOf } from '../fleet/schedules/offer';
import type { Overview, ServerRow } from '../fleet/types';
import type { ServerId } from '../model/account';
import type { BackupId } from '../model/backup';
import type { ServerRef } from '../model/messages';
import type { OperationTask } from '../model/operation';
import type { RestoreSource } from '../model/restore-source';
import { type Trouble, TroubleError } from '../model/trouble';
import { providerOf } from '../providers/registry';
import type { Environment } from './environment';
import type { Refresher } from './refresh';
import type { Sessions } from './sessions';

export type RestoreTask = Extract<OperationTask, { readonly kind: 'restore' }>;
export type DeleteTask = Extract<OperationTask, { readonly kind: 'delete' }>;

/**
 * What was confirmed on a page, judged anew by the same rules from a reading of this moment. Each reads the server
 * first, and throws the trouble that stands against it.
 */
export type Checks = {
  readonly restorable: (
    ref: ServerRef,
    chosen: { readonly backupId: BackupId; readonly sourceServerId: ServerId | null },
  ) => Promise<{ readonly row: ServerRow; readonly impact: RestoreImpact; readonly task: RestoreTask }>;
  readonly deletable: (
    ref: ServerRef,
    backupId: BackupId,
  ) => Promise<{ readonly row: ServerRow; readonly isLast: boolean; readonly task: DeleteTask }>;
  /** Whether these are backups that may go to make room. */
  readonly dispensable: (
    ref: ServerRef,
    backupIds: readonly BackupId[],
  ) => Promise<{ readonly row: ServerRow; readonly tasks: readonly DeleteTask[] }>;
  /** Whether "Back up now" is offered; reads the server's backups alone. */
  readonly creatable: (ref: ServerRef) => Promise<ServerRow>;
  /** Whether schedules may be changed; reads the server's backups alone. */
  readonly changeable: (ref: ServerRef) => Promise<void>;
  readonly sourcesOf: (ref: ServerRef) => Promise<readonly RestoreSource[]>;
};

export function createChecks(env: Environment, sessions: Sessions, refresher: Refresher): Checks {
  async function judged({ accountId, serverId }: ServerRef): Promise<{ row: ServerRow; all: Overview }> {
    const account = await env.store.account(accountId);
    if (!account) throw new TroubleError({ kind: 'accountMissing' });
    const state = await env.store.readAll();
    // Only this key's reading: another key of the same server may have been read a while ago.
    const servers = state.servers.filter(
      (other) =>
        other.accountId === accountId ||
        other.server.provider !== account.provider ||
        other.server.id !== serverId,
    );
    const all = overview({ ...state, servers }, env.now());
    const row = [...all.rows, ...all.gone].find(
      (entry) => entry.provider === account.provider && entry.stored.server.id === serverId,
    );
    if (!row) throw new TroubleError({ kind: 'accountMissing' });
    return { row, all };
  }

  async function examined(ref: ServerRef): Promise<{ row: ServerRow; all: Overview }> {
    await refresher.examine(ref.accountId, ref.serverId);
    return judged(ref);
  }

  async function sourcesOf({ accountId, serverId }: ServerRef): Promise<readonly RestoreSource[]> {
    const account = await env.store.account(accountId);
    const stored = await env.store.server(accountId, serverId);
    if (!account || !stored) throw new TroubleError({ kind: 'accountMissing' });
    const { restoreSources } = providerOf(account.provider);
    if (!restoreSources) throw new TroubleError({ kind: 'notOffered' });
    return restoreSources(await sessions.of(account), stored.server);
  }

  /** The point of another server, with that server's disk where it is one of the listed ones. */
  async function pointOfSource(
    ref: ServerRef,
    sourceId: ServerId,
    backupId: BackupId,
  ): Promise<Extract<ChosenPoint, { kind: 'other' }>> {
    const source = (await sourcesOf(ref)).find(({ id }) => id === sourceId);
    const backup = source && source.backups.find(({ id }) => id === backupId);
    const stored = await env.store.server(ref.accountId, sourceId);
    return {
      kind: 'other',
      serverId: sourceId,
      serverName: source ? source.name : sourceId,
      backup: backup ?? null,
      diskBytes: stored ? stored.server.diskBytes : null,
    };
  }

  return {
    async restorable(ref, { backupId, sourceServerId }) {
      const { row } = await examined(ref);
      const chosen: ChosenPoint =
        sourceServerId === null
          ? { kind: 'own', backupId }
          : await pointOfSource(ref, sourceServerId, backupId);
      const impact = restoreImpact(row, chosen);
      refuse(impact.refusal && troubleOfRefusal(impact.refusal));
      if (impact.point === null) throw new TroubleError({ kind: 'restorePointGone' });
      const source = chosen.kind === 'own' ? null : { id: chosen.serverId, name: chosen.serverName };
      return { row, impact, task: { kind: 'restore', backup: named(impact.point), source } };
    },
    async deletable(ref, backupId) {
      const { row, all } = await examined(ref);
      const { refusal, backup, isLast } = deleteImpact(row, backupId, all.settings);
      refuse(refusal && troubleOfRefusal(refusal));
      if (backup === null) throw new TroubleError({ kind: 'restorePointGone' });
      return { row, isLast, task: { kind: 'delete', backup: named(backup) } };
    },
    async dispensable(ref, backupIds) {
      const { row } = await examined(ref);
      const { candidates, refusal } = makeRoomProposal(row);
      refuse(refusal && troubleOfRefusal(refusal));
      const tasks = [...new Set(backupIds)].map((backupId): DeleteTask => {
        const candidate = candidates.find(({ backup }) => backup.id === backupId);
        if (candidate === undefined) throw new TroubleError({ kind: 'restorePointGone' });
        if (candidate.kept === 'protected') throw new TroubleError({ kind: 'protected' });
        if (candidate.kept !== null) throw new TroubleError({ kind: 'changed' });
        return { kind: 'delete', backup: named(candidate.backup) };
      });
      return { row, tasks };
    },
    async creatable(ref) {
      await refresher.readServer(ref.accountId, ref.serverId);
      const { row } = await judged(ref);
      refuse(troubleOfOffer(row.create, row));
      return row;
    },
    async changeable(ref) {
      await refresher.readServer(ref.accountId, ref.serverId);
      const { row } = await judged(ref);
      refuse(troubleOfScheduleOffer(scheduleQuestionOf(row)));
    },
    sourcesOf,
  };
}

function refuse(trouble: Trouble | null): void {
  if (trouble !== null) throw new TroubleError(trouble);
}
