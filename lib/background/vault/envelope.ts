import { TroubleError } from '../../model/trouble';

/** Where the root of all sealing lies, wrapped under a passphrase. It names all that is needed to open it again. */
export type Envelope = {
  readonly version: 1;
  /** Which seal it opens; it stays when the passphrase is changed. */
  readonly sealId: string;
  readonly kdf: 'PBKDF2-SHA256';
  readonly iterations: number;
  readonly salt: Bytes;
  readonly cipher: 'AES-GCM';
  readonly iv: Bytes;
  readonly wrapped: Bytes;
};

/** 32 random bytes that are made when a passphrase is set; both keys come of them. */
export type Root = Bytes;

/** What lies open while Lastgood is unlocked: two keys that say nothing of each other or of the root. */
export type SealKeys = { readonly vaultKey: Bytes; readonly stateKey: Bytes };

/** How many iterations each try of a passphrase costs: `least` is what is believed of an envelope, `now` what new ones get. */
export type Cost = { readonly least: number; readonly now: number };

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * OWASP's password storage cheat sheet names 600,000 for PBKDF2-SHA256. An envelope that states fewer was weakened by
 * someone and is not tried: a try would hand them a cheap way to the passphrase.
 */
export const productionCost: Cost = { least: 600_000, now: 1_000_000 };

/** Past this, an envelope only keeps the worker busy until the browser stops it. */
const MOST_ITERATIONS = 10_000_000;
const ROOT_BYTES = 32;
const SALT_BYTES = 16;
const IV_BYTES = 12;

export function newRoot(): Root {
  return crypto.getRandomValues(new Uint8Array(ROOT_BYTES));
}

/** Wraps the root under a passphrase, with a fresh salt and IV. */
export async function wrapRoot(
  root: Root,
  { passphrase, sealId, iterations }: { passphrase: string; sealId: string; iterations: number },
): Promise<Envelope> {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const key = await wrappingKey(passphrase, salt, iterations);
  const wrapped = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: boundTo(sealId) },
    key,
    root,
  );
  return {
    version: 1,
    sealId,
    kdf: 'PBKDF2-SHA256',
    iterations,
    salt,
    cipher: 'AES-GCM',
    iv,
    wrapped: new Uint8Array(wrapped),
  };
}

/**
 * The root again. Throws `wrongPassphrase` where it does not open, which a changed salt, IV or text cannot be told
 * from; and `keyDamaged`, before anything is derived, where the envelope is none of ours or states a cost below `least`.
 */
export async function unwrapRoot(envelope: Envelope, passphrase: string, least: number): Promise<Root> {
  if (!isSound(envelope, least)) throw new TroubleError({ kind: 'keyDamaged' });
  const { sealId, iterations, salt, iv, wrapped } = envelope;
  const key = await wrappingKey(passphrase, salt, iterations);
  try {
    const root = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv, additionalData: boundTo(sealId) },
      key,
      wrapped,
    );
    return new Uint8Array(root);
  } catch {
    throw new TroubleError({ kind: 'wrongPassphrase' });
  }
}

/** The keys of a root, by HKDF-SHA256 (RFC 5869) with a purpose of its own for each. */
export async function keysOf(root: Root): Promise<SealKeys> {
  const material = await crypto.subtle.importKey('raw', root, 'HKDF', false, ['deriveBits']);
  const keyFor = async (info: string) =>
    new Uint8Array(
      await crypto.subtle.deriveBits(
        { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: new TextEncoder().encode(info) },
        material,
        256,
      ),
    );
  return { vaultKey: await keyFor('lastgood keys'), stateKey: await keyFor('lastgood state') };
}

/** An envelope comes from a database that others may have written to: nothing of it is believed by its type. */
function isSound(envelope: Envelope, least: number): boolean {
  const { version, sealId, kdf, iterations, salt, cipher, iv, wrapped } = envelope;
  return (
    version === 1 &&
    kdf === 'PBKDF2-SHA256' &&
    cipher === 'AES-GCM' &&
    typeof sealId === 'string' &&
    Number.isInteger(iterations) &&
    iterations >= least &&
    iterations <= MOST_ITERATIONS &&
    [salt, iv, wrapped].every((bytes) => bytes instanceof Uint8Array) &&
    salt.length === SALT_BYTES &&
    iv.length === IV_BYTES
  );
}

/** The same letters may be typed as different code points on another keyboard: NFKC makes them one. */
async function wrappingKey(passphrase: string, salt: Bytes, iterations: number): Promise<CryptoKey> {
  const typed = new TextEncoder().encode(passphrase.normalize('NFKC'));
  const material = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

function boundTo(sealId: string): Bytes {
  return new TextEncoder().encode(`lastgood-lock/${sealId}`);
}
