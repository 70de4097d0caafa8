import { describe, expect, test } from 'vitest';
import type { MessageType, Payload } from '../../../../lib/model/messages';
import { aFleet, type Fleet, HOSTNAME, KEYS, keyOf, lockNow, must, NEXT, PASSPHRASE, set } from './fleet';
import { scan } from './scan';

/** What a person would find: how it is sealed, what opens it, and what is left. */
type Outcome = {
  readonly seal: 'plain' | 'open' | 'locked';
  /** Of the passphrases that open it, where one is set. */
  readonly opens: readonly string[];
  readonly keys: readonly string[];
  readonly servers: number;
  readonly found: readonly string[];
  readonly cryptoKeys: number;
  /** How many entries the browser's memory has. */
  readonly memory: number;
};

type Deed = {
  readonly name: string;
  readonly given: (fleet: Fleet) => Promise<void>;
  readonly type: MessageType;
  readonly payload: Payload<MessageType>;
  /** What may be found after the next start of a worker. */
  readonly old: Outcome;
  readonly done: Outcome;
  /** Whole as well: it is locked before it is forgotten. */
  readonly between?: Outcome;
};

const plain: Outcome = {
  seal: 'plain',
  opens: [],
  keys: KEYS,
  servers: 2,
  found: [HOSTNAME],
  cryptoKeys: 1,
  memory: 0,
};
const sealed = (opens: readonly string[]): Outcome => ({
  seal: 'open',
  opens,
  keys: KEYS,
  servers: 2,
  found: [],
  cryptoKeys: 0,
  memory: 3,
});
const locked = (outcome: Outcome): Outcome => ({ ...outcome, seal: 'locked', memory: 0 });
const wiped: Outcome = { ...plain, keys: ['keyMissing', 'keyMissing'], servers: 0, found: [] };

const isSet = async ({ bench }: Fleet) => {
  await must(set(bench));
};
const isLocked = async (fleet: Fleet) => {
  await isSet(fleet);
  await must(lockNow(fleet.bench));
};

const deeds: readonly Deed[] = [
  {
    name: 'setting it',
    given: async () => undefined,
    type: 'setPassphrase',
    payload: { passphrase: PASSPHRASE },
    old: plain,
    done: sealed([PASSPHRASE]),
  },
  {
    name: 'removing it',
    given: isSet,
    type: 'removePassphrase',
    payload: { current: PASSPHRASE },
    old: sealed([PASSPHRASE]),
    done: plain,
  },
  {
    name: 'changing it',
    given: isSet,
    type: 'changePassphrase',
    payload: { current: PASSPHRASE, next: NEXT },
    old: sealed([PASSPHRASE]),
    done: sealed([NEXT]),
  },
  {
    name: 'forgetting it',
    given: isLocked,
    type: 'forgetPassphrase',
    payload: {},
    old: locked(sealed([PASSPHRASE])),
    done: wiped,
  },
  {
    name: 'forgetting it while it is open',
    given: isSet,
    type: 'forgetPassphrase',
    payload: {},
    old: sealed([PASSPHRASE]),
    done: wiped,
    between: locked(sealed([PASSPHRASE])),
  },
  {
    name: 'unlocking',
    given: isLocked,
    type: 'unlock',
    payload: { passphrase: PASSPHRASE },
    old: locked(sealed([PASSPHRASE])),
    done: sealed([PASSPHRASE]),
  },
  {
    name: 'locking',
    given: isSet,
    type: 'lockNow',
    payload: {},
    old: sealed([PASSPHRASE]),
    done: locked(sealed([PASSPHRASE])),
  },
];

async function outcomeOf({ bench, accounts }: Fleet): Promise<Outcome> {
  const { databases } = bench;
  const { found, cryptoKeys } = await scan([databases.state, databases.vault], [...KEYS, HOSTNAME]);
  const seal = bench.store.sealState;
  const memory = Object.keys(bench.browser.session).length;
  const opens: string[] = [];
  if (seal !== 'plain') {
    for (const passphrase of [PASSPHRASE, NEXT]) {
      if ((await bench.send('unlock', { passphrase })).ok) opens.push(passphrase);
    }
  }
  const keys = await Promise.all(accounts.map(({ id }) => keyOf(bench, id)));
  const servers = (await Promise.all(accounts.map(({ id }) => bench.store.servers(id)))).flat().length;
  return { seal, opens, keys, servers, found, cryptoKeys, memory };
}

/**
 * The worker is killed at its n-th effect (a read or write of state, vault or memory, a request), before and after it,
 * and another one is started, in the same browser or after the browser was closed. Whatever n is, all of it is as it
 * was before or all of it is done.
 */
describe.each(deeds)('a death while $name', ({ given, type, payload, old, done, between }) => {
  test.each([
    ['before', 'worker'],
    ['after', 'worker'],
    ['before', 'browser'],
    ['after', 'browser'],
  ] as const)('%s any effect, then a new %s: nothing is half', { timeout: 240_000 }, async (when, next) => {
    const whole = await aFleet();
    await given(whole);
    whole.bench.killAt(Number.POSITIVE_INFINITY, when);
    await must(whole.bench.send(type, payload));
    const effects = whole.bench.effectsOfAnswer();
    const possible = [old, done, ...(between ? [between] : [])].map((outcome) =>
      next === 'browser' && outcome.seal === 'open' ? locked(outcome) : outcome,
    );
    const seen = new Set<string>();
    // One more than that: all of it was done, and the wake that follows is not.
    for (let n = 1; n <= effects + 1; n++) {
      const fleet = await aFleet();
      await given(fleet);
      fleet.bench.killAt(n, when);
      await fleet.bench.send(type, payload);
      if (next === 'browser') fleet.bench.closeBrowser();
      await fleet.bench.wake();
      const outcome = await outcomeOf(fleet);
      expect(possible, `at n=${n} of ${effects}`).toContainEqual(outcome);
      seen.add(JSON.stringify(outcome));
    }
    expect([...seen].sort()).toEqual([...new Set(possible.map((outcome) => JSON.stringify(outcome)))].sort());
  });
});
