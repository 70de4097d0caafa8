import { describe, expect, test, vi } from 'vitest';
import {
  type Envelope,
  keysOf,
  newRoot,
  productionCost,
  unwrapRoot,
  wrapRoot,
} from '../../../../lib/background/vault/envelope';
import { troubleOf } from '../../../../lib/model/trouble';

const PASSPHRASE = 'correct horse battery';
const LEAST = 10;

const wrap = (root = newRoot(), passphrase = PASSPHRASE) =>
  wrapRoot(root, { passphrase, sealId: 'seal-1', iterations: 20 });

async function kindOf(opening: Promise<unknown>): Promise<string> {
  return opening.then(
    () => 'opened',
    (error: unknown) => troubleOf(error).kind,
  );
}

function flipped(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const changed = new Uint8Array(bytes);
  changed[0] = (changed[0] ?? 0) ^ 1;
  return changed;
}

describe('the envelope', () => {
  test('gives the root back under its passphrase, and under no other', async () => {
    const root = newRoot();
    const envelope = await wrap(root);
    expect(await unwrapRoot(envelope, PASSPHRASE, LEAST)).toEqual(root);
    for (const other of [`${PASSPHRASE} `, PASSPHRASE.toUpperCase(), 'x']) {
      expect(await kindOf(unwrapRoot(envelope, other, LEAST))).toBe('wrongPassphrase');
    }
  });

  test('opens by what it says of itself, by WebCrypto alone', async () => {
    const root = newRoot();
    const { sealId, iterations, salt, iv, wrapped } = await wrap(root);
    const material = await crypto.subtle.importKey(
      'raw',
      new TextEncoder().encode(PASSPHRASE),
      'PBKDF2',
      false,
      ['deriveKey'],
    );
    const key = await crypto.subtle.deriveKey(
      { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
      material,
      { name: 'AES-GCM', length: 256 },
      false,
      ['decrypt'],
    );
    const additionalData = new TextEncoder().encode(`lastgood-lock/${sealId}`);
    const opened = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, wrapped);
    expect(new Uint8Array(opened)).toEqual(root);
  });

  test('seals the same root differently each time', async () => {
    const root = newRoot();
    const [one, two] = await Promise.all([wrap(root), wrap(root)]);
    expect(one.salt).not.toEqual(two.salt);
    expect(one.iv).not.toEqual(two.iv);
    expect(one.wrapped).not.toEqual(two.wrapped);
    expect(Buffer.from(one.wrapped).includes(Buffer.from(root.subarray(0, 8)))).toBe(false);
  });

  test('takes the same letters for the same, whichever code points they were typed as', async () => {
    const root = newRoot();
    const envelope = await wrap(root, 'Bj\u00f6rnarnas vinterb\u00e4r');
    expect(await unwrapRoot(envelope, 'Bjo\u0308rnarnas vinterba\u0308r', LEAST)).toEqual(root);
  });

  test.each<[string, (envelope: Envelope) => object, 'wrongPassphrase' | 'keyDamaged']>([
    ['another version', () => ({ version: 2 }), 'keyDamaged'],
    ['another seal', () => ({ sealId: 'seal-2' }), 'wrongPassphrase'],
    ['a seal that is no text', () => ({ sealId: 7 }), 'keyDamaged'],
    ['another derivation', () => ({ kdf: 'PBKDF2-SHA1' }), 'keyDamaged'],
    ['more iterations', () => ({ iterations: 21 }), 'wrongPassphrase'],
    ['fewer iterations', () => ({ iterations: 19 }), 'wrongPassphrase'],
    ['fewer iterations than are believed', () => ({ iterations: LEAST - 1 }), 'keyDamaged'],
    ['no whole number of iterations', () => ({ iterations: 20.5 }), 'keyDamaged'],
    ['a number of iterations that is a text', () => ({ iterations: '20' }), 'keyDamaged'],
    ['so many iterations that nobody waits for them', () => ({ iterations: 4_000_000_000 }), 'keyDamaged'],
    ['a flipped bit of the salt', ({ salt }) => ({ salt: flipped(salt) }), 'wrongPassphrase'],
    ['no salt', () => ({ salt: undefined }), 'keyDamaged'],
    ['a shorter salt', ({ salt }) => ({ salt: salt.slice(1) }), 'keyDamaged'],
    ['another cipher', () => ({ cipher: 'AES-CBC' }), 'keyDamaged'],
    ['a flipped bit of the IV', ({ iv }) => ({ iv: flipped(iv) }), 'wrongPassphrase'],
    ['an empty IV', () => ({ iv: new Uint8Array() }), 'keyDamaged'],
    ['a flipped bit of the root', ({ wrapped }) => ({ wrapped: flipped(wrapped) }), 'wrongPassphrase'],
    ['nothing wrapped', () => ({ wrapped: new Uint8Array() }), 'wrongPassphrase'],
    ['something else wrapped', () => ({ wrapped: 'x' }), 'keyDamaged'],
  ])('with %s it does not open', async (_what, change, kind) => {
    const envelope = await wrap();
    const changed = { ...envelope, ...change(envelope) } as Envelope;
    expect(await kindOf(unwrapRoot(changed, PASSPHRASE, LEAST))).toBe(kind);
  });

  test('below the floor nothing is derived at all: a try would be a cheap way to the passphrase', async () => {
    const envelope = await wrapRoot(newRoot(), {
      passphrase: PASSPHRASE,
      sealId: 'seal-1',
      iterations: 599_999,
    });
    const derive = vi.spyOn(crypto.subtle, 'deriveKey');
    expect(await kindOf(unwrapRoot(envelope, PASSPHRASE, productionCost.least))).toBe('keyDamaged');
    expect(derive).not.toHaveBeenCalled();
    derive.mockRestore();
  });

  test('in the product no try costs less than 600,000 iterations, and new ones cost a million', () => {
    expect(productionCost).toEqual({ least: 600_000, now: 1_000_000 });
  });
});

describe('the keys of a root', () => {
  test('are the same each time, differ from each other and from the root, and are 32 bytes each', async () => {
    const root = newRoot();
    const [one, two] = await Promise.all([keysOf(root), keysOf(root)]);
    expect(one).toEqual(two);
    expect(one.vaultKey).not.toEqual(one.stateKey);
    expect([one.vaultKey.length, one.stateKey.length]).toEqual([32, 32]);
    for (const key of [one.vaultKey, one.stateKey]) expect(key).not.toEqual(root);
  });

  test('are other ones for another root', async () => {
    const [one, two] = await Promise.all([keysOf(newRoot()), keysOf(newRoot())]);
    expect(one.vaultKey).not.toEqual(two.vaultKey);
    expect(one.stateKey).not.toEqual(two.stateKey);
  });

  test('come by HKDF-SHA256 with a purpose of their own: stored ones open in every later version', async () => {
    const { vaultKey, stateKey } = await keysOf(new Uint8Array(32));
    const { hkdfSync } = await import('node:crypto');
    const expected = (info: string) =>
      new Uint8Array(hkdfSync('sha256', new Uint8Array(32), new Uint8Array(), info, 32));
    expect(vaultKey).toEqual(expected('lastgood keys'));
    expect(stateKey).toEqual(expected('lastgood state'));
  });
});
