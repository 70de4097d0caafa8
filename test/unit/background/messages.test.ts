import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { PanelHandlers } from '../../../lib/background/panel/desk';
import { type Handlers, messageTypes, route, routePanel } from '../../../lib/background/router';
import {
  type AnyType,
  allTypes,
  brokenOf,
  ECHO,
  messageOf,
  messagesOf,
  rights,
  strangeValues,
  typesFrom,
} from './messages';

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

const isOpen = async () => false;
const isLocked = async () => true;

/** As a message arrives: what the structured clone makes of it. */
const sent = (message: unknown): unknown => structuredClone(message);

/** Whether a message says that what it asks for costs something. */
const isAtCost = ({ payload }: { readonly payload: object }) => 'cost' in payload && payload.cost !== null;

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
  const ask = (message: unknown, locked = isOpen): Promise<Answer> =>
    from === 'ownPage'
      ? route(sent(message), 'confirm', handlers as unknown as Handlers, locked)
      : routePanel(sent(message), 'vpsbg', handlers as unknown as PanelHandlers, locked);

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

  test('while it is locked, only those that have the right to be are answered', async () => {
    for (const type of mine) {
      for (const message of fc.sample(messageOf(type), 20)) {
        heard.mockClear();
        const answer = await ask(message, isLocked);
        const refused = { ok: false, trouble: { kind: 'locked' } };
        expect([type, answer]).toEqual([
          type,
          rights[type].whileLocked ? { ok: true, value: null } : refused,
        ]);
        expect(heard.mock.calls.length).toBe(rights[type].whileLocked ? 1 : 0);
      }
    }
  });

  test('what destroys anything comes from the page that asks back, or reaches nobody', async () => {
    if (from === 'panel') return;
    for (const type of mine) {
      for (const message of fc.sample(messageOf(type), 20)) {
        heard.mockClear();
        const answer = await route(sent(message), 'other', handlers as unknown as Handlers, isOpen);
        const only = rights[type].confirmOnly;
        const isRefused = only === true || (only === 'atCost' && isAtCost(message));
        if (isRefused) expectRefusal(answer);
        expect([type, answer.ok, heard.mock.calls.length]).toEqual([type, !isRefused, isRefused ? 0 : 1]);
      }
    }
  });

  test('the table of rights has each of them, and nothing else', () => {
    expect([...messageTypes[from]].sort()).toEqual([...mine].sort());
  });

  test('what is none says so while it is locked as well, and learns nothing of the lock', () =>
    fc.assert(
      fc.asyncProperty(fc.oneof(brokenOf(mine), messagesOf(others)), async (message) => {
        expectRefusal(await ask(message, isLocked));
      }),
      { numRuns: 500 },
    ));

  test('what a handler throws crosses without its text', async () => {
    for (const error of [new Error(ECHO), new TypeError(ECHO), ECHO, { message: ECHO }]) {
      const throwing = Object.fromEntries(mine.map((type) => [type, async () => Promise.reject(error)]));
      for (const message of fc.sample(messagesOf(mine), 50)) {
        const answer =
          from === 'ownPage'
            ? await route(message, 'confirm', throwing as unknown as Handlers, isOpen)
            : await routePanel(message, 'vpsbg', throwing as unknown as PanelHandlers, isOpen);
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
    await route(sent(message), 'confirm', handlers as unknown as Handlers, isOpen);
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
  expect('polluted' in {}).toBe(false);
});
