import { NotPacked, unsnap, varintAt } from './snappy';

const FOOTER_BYTES = 48;
const MAGIC = 0xdb4775248b80fb57n;
const TRAILER_BYTES = 5;
const LOG_BLOCK_BYTES = 32_768;
const LOG_HEADER_BYTES = 7;

type Handle = { readonly offset: number; readonly size: number };

/** The data blocks of a LevelDB table (`.ldb`), unpacked (google/leveldb, doc/table_format.md). */
export function tableBlocks(file: Buffer): readonly Uint8Array[] {
  const footer = file.length - FOOTER_BYTES;
  if (footer < 0 || file.readBigUInt64LE(file.length - 8) !== MAGIC) throw new NotPacked('no table');
  const meta = handleAt(file, footer);
  const index = blockAt(file, handleAt(file, meta.next).handle);
  return handlesIn(index).map((handle) => blockAt(file, handle));
}

/** The records of a LevelDB log (`.log`, `MANIFEST`), each in one piece (google/leveldb, doc/log_format.md). */
export function logRecords(file: Buffer): readonly Uint8Array[] {
  const records: Uint8Array[] = [];
  let parts: Uint8Array[] = [];
  for (let block = 0; block < file.length; block += LOG_BLOCK_BYTES) {
    const end = Math.min(block + LOG_BLOCK_BYTES, file.length);
    let at = block;
    while (at + LOG_HEADER_BYTES <= end) {
      const size = file.readUInt16LE(at + 4);
      const type = file[at + 6] ?? 0;
      const body = at + LOG_HEADER_BYTES;
      // The rest of a block that is no record is left empty.
      if (type === 0 || type > 4 || body + size > end) break;
      // full, first, middle, last
      if (type <= 2) parts = [];
      parts.push(file.subarray(body, body + size));
      if (type === 1 || type === 4) records.push(Buffer.concat(parts));
      at = body + size;
    }
  }
  return records;
}

function handleAt(bytes: Uint8Array, at: number): { readonly handle: Handle; readonly next: number } {
  const offset = varintAt(bytes, at);
  const size = varintAt(bytes, offset.next);
  return { handle: { offset: offset.value, size: size.value }, next: size.next };
}

function blockAt(file: Buffer, { offset, size }: Handle): Uint8Array {
  if (offset + size + TRAILER_BYTES > file.length) throw new NotPacked('a block outside of the file');
  const bytes = file.subarray(offset, offset + size);
  const isPacked = file[offset + size] === 1;
  return isPacked ? unsnap(bytes) : bytes;
}

/** The handles that an index block holds as its entries' values. */
function handlesIn(block: Uint8Array): readonly Handle[] {
  const bytes = Buffer.from(block.buffer, block.byteOffset, block.byteLength);
  const restarts = bytes.readUInt32LE(bytes.length - 4);
  const end = bytes.length - 4 * (restarts + 1);
  const handles: Handle[] = [];
  for (let at = 0; at < end; ) {
    const shared = varintAt(bytes, at);
    const rest = varintAt(bytes, shared.next);
    const length = varintAt(bytes, rest.next);
    const value = length.next + rest.value;
    handles.push(handleAt(bytes, value).handle);
    at = value + length.value;
  }
  return handles;
}
