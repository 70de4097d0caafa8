import type { Environment } from './environment';

/** Text that a person may copy into a report of a fault. */
export async function diagnosticsText(env: Environment): Promise<string> {
  return `Lastgood, ${new Date(env.now()).toISOString()}`;
}
