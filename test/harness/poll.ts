const PAUSE_MS = 50;

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Asks until the answer is neither null, undefined nor false; fails after `timeoutMs`, saying what was awaited. */
export async function until<Value>(
  what: string | (() => string | Promise<string>),
  ask: () => Value | Promise<Value>,
  timeoutMs = 10_000,
): Promise<Exclude<Value, null | undefined | false>> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false) {
      return answer as Exclude<Value, null | undefined | false>;
    }
    if (Date.now() > end) {
      throw new Error(`not within ${timeoutMs} ms: ${typeof what === 'string' ? what : await what()}`);
    }
    await pause(PAUSE_MS);
  }
}
