import type { LockState } from '../model/lock';
import { diagnosticsOf } from './diagnostics-text';
import type { Environment } from './environment';

type DiagnosticsEnvironment = Pick<Environment, 'store' | 'now'> & {
  readonly platform: Pick<Environment['platform'], 'about'>;
};

/** Text that a person may copy into a report of a fault. While it is locked, what is sealed is left out. */
export async function diagnosticsText({ store, platform, now }: DiagnosticsEnvironment): Promise<string> {
  const lock = await lockOf(store);
  const [about, accounts, settings, faults, sealed] = await Promise.all([
    platform.about(),
    store.accounts(),
    store.settings(),
    store.faults(),
    lock.kind === 'locked' ? null : store.readAll(),
  ]);
  return diagnosticsOf({ ...about, now: now(), lock, accounts, settings, faults, sealed });
}

async function lockOf(store: Environment['store']): Promise<LockState> {
  switch (store.sealState) {
    case 'plain':
      return { kind: 'none' };
    case 'open':
      return { kind: 'open' };
    case 'locked':
      return { kind: 'locked', unfollowed: await store.openOperations() };
  }
}
