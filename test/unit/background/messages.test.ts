import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { PanelHandlers } from '../../../lib/background/panel/desk';
import { type Handlers, route, routePanel } from '../../../lib/background/router';
import { type AnyType, allTypes, brokenOf, ECHO, messagesOf, strangeValues, typesFrom } from './messages';

const RUNS = 10_000;
const FEWER_RUNS = 3_000;
const own = typesFrom('ownPage');
const panel = typesFrom('panel');

/** One handler that stands for all of a table, and notes what reached it. */
function listening(types: readonly AnyType[]) {
  const heard = vi.fn();
  const handlers = Object.fromEntries(
    types.map((type) => [
      type,
      async (...given: unknown[]) => {
        heard(type, ...given);
        return null;
      },
    ]),
  );
  return { heard, handlers };
}

/** As a message arrives: what the structured clone makes of it. */
const sent = (message: unknown): unknown => structuredClone(message);

type Answer = Awaited<ReturnType<typeof route>>;

/** A refusal says that it is one, which of our types it was at most, and nothing else. */
function expectRefusal(answer: Answer): void {
  const words: readonly string[] = ['message', ...allTypes.map((type) => `message ${type}`)];
  expect(answer.ok).toBe(false);
  if (answer.ok) return;
  expect(Object.keys(answer)).toEqual(['ok', 'trouble']);
  expect(Object.keys(answer.trouble)).toEqual(['kind', 'where']);
  expect(answer.trouble.kind).toBe('internal');
  expect(words).toContain('where' in answer.trouble ? answer.trouble.where : null);
  expect(JSON.stringify(answer)).not.toContain(ECHO);
}

describe.each([
  { from: 'ownPage', mine: own, others: panel },
  { from: 'panel', mine: panel, others: own },
] as const)('messages from $from', { timeout: 120_000 }, ({ from, mine, others }) => {
  const { heard, handlers } = listening(mine);
  const ask = (message: unknown): Promise<Answer> =>
    from === 'ownPage'
      ? route(sent(message), handlers as unknown as Handlers)
      : routePanel(sent(message), 'vpsbg', handlers as unknown as PanelHandlers);

  test('one that is in order reaches its handler once, as it is', () =>
    fc.assert(
      fc.asyncProperty(messagesOf(mine), async (message) => {
        heard.mockClear();
        expect(await ask(message)).toEqual({ ok: true, value: null });
        const given = from === 'ownPage' ? [message.payload] : ['vpsbg', message.payload];
        expect(heard.mock.calls).toEqual([[message.type, ...given]]);
      }),
      { numRuns: FEWER_RUNS },
    ));

  test('one with a single thing wrong reaches nobody and is not echoed', () =>
    fc.assert(
      fc.asyncProperty(brokenOf(mine), async (message) => {
        heard.mockClear();
        expectRefusal(await ask(message));
        expect(heard).not.toHaveBeenCalled();
      }),
      { numRuns: RUNS },
    ));

  test('one of the other table reaches nobody, in order or not', () =>
    fc.assert(
      fc.asyncProperty(fc.oneof(messagesOf(others), brokenOf(others)), async (message) => {
        heard.mockClear();
        expectRefusal(await ask(message));
        expect(heard).not.toHaveBeenCalled();
      }),
      { numRuns: FEWER_RUNS },
    ));

  test('nothing else that can be sent reaches anybody', () =>
    fc.assert(
      fc.asyncProperty(strangeValues, async (message) => {
        heard.mockClear();
        expectRefusal(await ask(message));
        expect(heard).not.toHaveBeenCalled();
      }),
      { numRuns: FEWER_RUNS },
    ));

  test('what a handler throws crosses without its text', async () => {
    for (const error of [new Error(ECHO), new TypeError(ECHO), ECHO, { message: ECHO }]) {
      const throwing = Object.fromEntries(mine.map((type) => [type, async () => Promise.reject(error)]));
      for (const message of fc.sample(messagesOf(mine), 50)) {
        const answer =
          from === 'ownPage'
            ? await route(message, throwing as unknown as Handlers)
            : await routePanel(message, 'vpsbg', throwing as unknown as PanelHandlers);
        expect(answer.ok).toBe(false);
        expect(JSON.stringify(answer)).not.toContain(ECHO);
      }
    }
  });
});

test('nothing of all that was left behind in what every object inherits', async () => {
  const before = Object.getOwnPropertyNames(Object.prototype);
  const { handlers } = listening(own);
  for (const message of fc.sample(brokenOf(own), 2000))
    await route(sent(message), handlers as unknown as Handlers);
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
  expect('polluted' in {}).toBe(false);
});
