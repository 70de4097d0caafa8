import type { AccountId } from '../../../lib/model/account';
import { defaultSettings } from '../../../lib/model/settings';
import type { StoredState } from '../../../lib/model/state';
import type { Store } from '../../../lib/state/store';

/** What the background needs of the store to judge and to tell, and a test to change what is judged. */
export type TellingStore = Pick<
  Store,
  | 'readAll'
  | 'settings'
  | 'operations'
  | 'plans'
  | 'addPlan'
  | 'updatePlan'
  | 'account'
  | 'accounts'
  | 'putOperation'
  | 'updateFindings'
  | 'putSnooze'
  | 'removeSnooze'
  | 'addAccount'
  | 'putServers'
  | 'updateStatus'
  | 'changeSettings'
  | 'putWatch'
  | 'faults'
  | 'addFault'
>;

/** A store of maps with the steps of the real one: each call happens wholly or not at all. */
export function createMemoryStore(): TellingStore {
  let state: StoredState = {
    accounts: [],
    statuses: [],
    servers: [],
    operations: [],
    plans: [],
    settings: defaultSettings,
    findings: [],
    snoozes: [],
    watch: { aliveAt: null, gaps: [] },
    faults: [],
  };
  const set = async (change: Partial<StoredState>) => {
    state = { ...state, ...change };
  };
  return {
    readAll: async () => state,
    settings: async () => state.settings,
    operations: async () => [...state.operations],
    plans: async () => [...state.plans],
    addPlan: (plan) => set({ plans: [...state.plans, plan] }),
    updatePlan: (id, change) =>
      set({ plans: state.plans.map((plan) => (plan.id === id ? change(plan) : plan)) }),
    accounts: async () => [...state.accounts],
    account: async (id: AccountId) => state.accounts.find((account) => account.id === id),
    putOperation: (operation) =>
      set({ operations: [...state.operations.filter(({ id }) => id !== operation.id), operation] }),
    async updateFindings(change) {
      // As from a database: no record is the one that was put.
      const findings = change(state.findings.map((record) => ({ ...record })));
      await set({ findings: [...findings].sort((a, b) => (a.id < b.id ? -1 : 1)) });
      return findings;
    },
    putSnooze: (snooze) =>
      set({ snoozes: [...state.snoozes.filter(({ target }) => target !== snooze.target), snooze] }),
    removeSnooze: (target) => set({ snoozes: state.snoozes.filter((snooze) => snooze.target !== target) }),
    addAccount: (account, status) =>
      set({ accounts: [...state.accounts, account], statuses: [...state.statuses, status] }),
    putServers: (accountId, servers) =>
      set({
        servers: [
          ...state.servers.filter(
            (known) =>
              known.accountId !== accountId || !servers.some(({ server }) => server.id === known.server.id),
          ),
          ...servers,
        ],
      }),
    updateStatus: (id, change) =>
      set({
        statuses: state.statuses.map((status) => (status.accountId === id ? change(status) : status)),
      }),
    changeSettings: (change) => set({ settings: { ...state.settings, ...change } }),
    putWatch: (watch) => set({ watch }),
    faults: async () => [...state.faults],
    addFault: (fault) => set({ faults: [...state.faults, fault] }),
  };
}
