import { byteAt, NotPacked, unpacked } from './snappy';

const MAGIC = 'mozLz40\0';

/** What a `.jsonlz4` or `.mozlz4` file of Firefox holds (an LZ4 block behind its length); throws `NotPacked` otherwise. */
export function unmozlz4(file: Uint8Array): Uint8Array {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (bytes.subarray(0, MAGIC.length).toString('latin1') !== MAGIC) throw new NotPacked('no mozLz40');
  const block = bytes.subarray(MAGIC.length + 4);
  return unpacked(bytes.readUInt32LE(MAGIC.length), ({ literal, copy }) => {
    let at = 0;
    const length = (nibble: number) => {
      let count = nibble;
      for (let more = nibble === 15 ? 255 : 0; more === 255; at += 1) {
        more = byteAt(block, at);
        count += more;
      }
      return count;
    };
    while (at < block.length) {
      const token = byteAt(block, at);
      at += 1;
      const count = length(token >> 4);
      literal(block.subarray(at, at + count));
      at += count;
      if (at >= block.length) return;
      const distance = byteAt(block, at) | (byteAt(block, at + 1) << 8);
      at += 2;
      copy(distance, length(token & 15) + 4);
    }
  });
}
