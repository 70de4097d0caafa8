import { type Form, formsOf } from './forms';

/** Bytes that came from somewhere; `where` is what a failure says of it. */
export type Haystack = { readonly where: string; readonly bytes: Uint8Array };

/** Names of what is looked for, and the secret texts themselves. */
export type Secrets = Readonly<Record<string, string>>;

/** Looks for all forms of all these secrets at once; one line for each secret and place in which it was found. */
export type Search = (haystacks: Iterable<Haystack>) => readonly string[];

type Needle = Form & { readonly owner: string };
/** The first form in which each secret was found, by the secret's name. */
type Finder = (bytes: Uint8Array) => ReadonlyMap<string, string>;

const PREFIX_BYTES = 3;

export function searchFor(secrets: Secrets): Search {
  const needles = Object.entries(secrets).flatMap(([owner, secret]) =>
    formsOf(secret).map((form) => ({ ...form, owner })),
  );
  const find = finderOf(needles);
  return (haystacks) => [...lines(haystacks, find)];
}

function* lines(haystacks: Iterable<Haystack>, find: Finder): Generator<string> {
  for (const { where, bytes } of haystacks) {
    for (const [owner, form] of find(bytes)) yield `${where}: ${owner}, ${form}`;
  }
}

/** A text as a haystack. */
export function text(where: string, said: string): Haystack {
  return { where, bytes: Buffer.from(said, 'utf8') };
}

/**
 * One pass for any number of needles: a table of their first bytes says where a closer look is worth it.
 */
function finderOf(needles: readonly Needle[]): Finder {
  const isBegun = new Uint8Array(1 << (8 * PREFIX_BYTES));
  const byPrefix = new Map<number, Needle[]>();
  for (const needle of needles) {
    const prefix = needle.bytes.readUIntBE(0, PREFIX_BYTES);
    isBegun[prefix] = 1;
    byPrefix.set(prefix, [...(byPrefix.get(prefix) ?? []), needle]);
  }
  return (bytes) => {
    const found = new Map<string, string>();
    const hay = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let prefix = 0;
    for (let at = 0; at < hay.length; at += 1) {
      prefix = ((prefix << 8) | (hay[at] ?? 0)) & 0xffffff;
      if (isBegun[prefix] !== 1) continue;
      const start = at - PREFIX_BYTES + 1;
      for (const { owner, name, bytes: needle } of byPrefix.get(prefix) ?? []) {
        if (start < 0 || found.has(owner)) continue;
        if (needle.equals(hay.subarray(start, start + needle.length))) found.set(owner, name);
      }
    }
    return found;
  };
}
