import { type DiagnosticsFacts, diagnosticsOf } from './diagnostics-text';
import type { Environment } from './environment';

/** Text that a person may copy into a report of a fault. */
export async function diagnosticsText(env: Environment): Promise<string> {
  const { accounts, settings, ...sealed } = await env.store.readAll();
  const facts: DiagnosticsFacts = {
    ...(await env.platform.about()),
    now: env.now(),
    lock: { kind: 'none' },
    accounts,
    settings,
    faults: [],
    sealed,
  };
  return diagnosticsOf(facts);
}
