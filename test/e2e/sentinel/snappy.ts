/** What is no such block, or a damaged one. */
export class NotPacked extends Error {}

/** Numbers of seven bits a byte, the lowest first. */
export function varintAt(bytes: Uint8Array, at: number): { readonly value: number; readonly next: number } {
  let value = 0;
  for (let index = 0; index < 8; index += 1) {
    const byte = bytes[at + index];
    if (byte === undefined) break;
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return { value, next: at + index + 1 };
  }
  throw new NotPacked('a number has no end');
}

/** Far above any record of a browser's: a length beyond it was never one. */
const MOST_BYTES = 1 << 28;

/** Collects what a block unpacks to; throws `NotPacked` where it asks for what is not there. */
export function unpacked(length: number, fill: (write: Writer) => void): Uint8Array {
  if (length > MOST_BYTES) throw new NotPacked(`${length} bytes`);
  const out = Buffer.alloc(length);
  let end = 0;
  const room = (count: number) => {
    if (end + count > length) throw new NotPacked('more than it stated');
  };
  fill({
    literal(bytes) {
      room(bytes.length);
      out.set(bytes, end);
      end += bytes.length;
    },
    copy(distance, count) {
      room(count);
      if (distance < 1 || distance > end) throw new NotPacked('a copy of nothing');
      // Byte by byte: a copy may reach into what it is just writing.
      for (let index = 0; index < count; index += 1, end += 1) out[end] = out[end - distance] ?? 0;
    },
    isFull: () => end === length,
  });
  if (end !== length) throw new NotPacked('less than it stated');
  return out;
}

export type Writer = {
  readonly literal: (bytes: Uint8Array) => void;
  readonly copy: (distance: number, count: number) => void;
  readonly isFull: () => boolean;
};

/**
 * What a raw Snappy block holds (google/snappy, format_description.txt), whatever follows after it; throws `NotPacked`
 * where there is none.
 */
export function unsnap(bytes: Uint8Array): Uint8Array {
  const { value: length, next } = varintAt(bytes, 0);
  const number = (at: number, count: number) => {
    let value = 0;
    for (let index = count - 1; index >= 0; index -= 1) value = value * 256 + byteAt(bytes, at + index);
    return value;
  };
  return unpacked(length, ({ literal, copy, isFull }) => {
    let at = next;
    while (!isFull()) {
      const tag = byteAt(bytes, at);
      at += 1;
      const upper = tag >> 2;
      switch (tag & 3) {
        case 0: {
          const extra = upper < 60 ? 0 : upper - 59;
          const count = (extra === 0 ? upper : number(at, extra)) + 1;
          at += extra;
          if (at + count > bytes.length) throw new NotPacked('a literal has no end');
          literal(bytes.subarray(at, at + count));
          at += count;
          break;
        }
        case 1:
          copy(((tag >> 5) << 8) | byteAt(bytes, at), ((tag >> 2) & 7) + 4);
          at += 1;
          break;
        case 2:
          copy(number(at, 2), upper + 1);
          at += 2;
          break;
        default:
          copy(number(at, 4), upper + 1);
          at += 4;
      }
    }
  });
}

export function byteAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) throw new NotPacked('it ends too early');
  return byte;
}
