import type { AccountId } from '../model/account';
import type { Subject } from '../model/finding';
import type { StoredServer } from '../model/server';
import type { Settings } from '../model/settings';

/** What bears an account's mark beyond its own rows. */
export type Trace = {
  readonly has: (subject: Subject) => boolean;
  /** Of a snooze: `server:<key>`, or `finding:<kind>/<key or account>`. */
  readonly hasTarget: (target: string) => boolean;
  readonly without: (settings: Partial<Settings>) => Partial<Settings>;
};

/** What is to be forgotten with an account: its own, and that of the servers that no other account reaches. */
export function traceOf(id: AccountId, servers: readonly StoredServer[]): Trace {
  const keyOf = ({ server }: StoredServer) => `${server.provider}/${server.id}`;
  const others = new Set(servers.filter(({ accountId }) => accountId !== id).map(keyOf));
  const keys = new Set(
    servers
      .filter(({ accountId }) => accountId === id)
      .map(keyOf)
      .filter((key) => !others.has(key)),
  );
  return {
    has(subject) {
      if (subject.kind === 'server') return keys.has(subject.key);
      return subject.kind === 'account' && subject.accountId === id;
    },
    hasTarget(target) {
      const of = target.slice(target.indexOf(target.startsWith('server:') ? ':' : '/') + 1);
      return of === id || keys.has(of);
    },
    without(settings) {
      const { accountGoalsMs, serverGoalsMs, mutedAccounts } = settings;
      return {
        ...settings,
        ...(accountGoalsMs && { accountGoalsMs: withoutKeys(accountGoalsMs, (key) => key === id) }),
        ...(serverGoalsMs && { serverGoalsMs: withoutKeys(serverGoalsMs, (key) => keys.has(key)) }),
        ...(mutedAccounts && { mutedAccounts: mutedAccounts.filter((muted) => muted !== id) }),
      };
    },
  };
}

function withoutKeys(
  goals: Readonly<Record<string, number>>,
  isForgotten: (key: string) => boolean,
): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(goals).filter(([key]) => !isForgotten(key)));
}
