import type { SessionMemory } from '../vault/unlocked';

/** The entry of the browser's memory that tells one session from the next; a lock takes it away too. */
const PLAN_SESSION = 'planSession';

/** The session that plans may be confirmed in; null where none was so far. */
export async function currentSession(memory: SessionMemory): Promise<string | null> {
  const { [PLAN_SESSION]: session } = await memory.read();
  return typeof session === 'string' ? session : null;
}

/** The same, begun where there is none. */
export async function beginSession(memory: SessionMemory): Promise<string> {
  const known = await currentSession(memory);
  if (known !== null) return known;
  const session = crypto.randomUUID();
  await memory.write({ [PLAN_SESSION]: session });
  return session;
}
