import { NotPacked, unsnap } from './snappy';

const HEADER = 'SQLite format 3\0';
const WAL_HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;

/**
 * The rows of all tables in a SQLite file, and in the pages of its write-ahead log, each payload in one piece
 * (sqlite.org/fileformat2.html). Pages that hold no rows any more are in the raw bytes of the file alone.
 */
export function sqliteRows(file: Buffer, wal: Buffer | null = null): readonly Buffer[] {
  if (file.subarray(0, HEADER.length).toString('latin1') !== HEADER) throw new NotPacked('no SQLite file');
  const stated = file.readUInt16BE(16);
  const size = stated === 1 ? 65_536 : stated;
  const usable = size - (file[20] ?? 0);
  const pages = new Map<number, Buffer>();
  for (let at = 0; at + size <= file.length; at += size)
    pages.set(at / size + 1, file.subarray(at, at + size));
  const rows = rowsOf(pages, usable);
  if (wal === null) return rows;
  const frame = size + FRAME_HEADER_BYTES;
  for (let at = WAL_HEADER_BYTES; at + frame <= wal.length; at += frame) {
    pages.set(wal.readUInt32BE(at), wal.subarray(at + FRAME_HEADER_BYTES, at + frame));
  }
  return [...rows, ...rowsOf(pages, usable)];
}

/** The values of a row that unpack as a Snappy block: so Firefox keeps the values of IndexedDB. */
export function snappedValues(row: Buffer): readonly Uint8Array[] {
  return blobsOf(row).flatMap((blob) => {
    try {
      return [unsnap(blob)];
    } catch (error) {
      if (error instanceof NotPacked) return [];
      throw error;
    }
  });
}

function rowsOf(pages: ReadonlyMap<number, Buffer>, usable: number): Buffer[] {
  return [...pages].flatMap(([number, page]) => {
    // The first page begins with the header of the file.
    const start = number === 1 ? 100 : 0;
    const kind = KINDS[page[start] ?? 0];
    if (kind === undefined) return [];
    const cells = page.readUInt16BE(start + 3);
    return Array.from({ length: cells }, (_, index) => start + kind.headerBytes + 2 * index)
      .filter((pointer) => pointer + 2 <= page.length)
      .flatMap((pointer) => payloadAt(pages, page, kind, page.readUInt16BE(pointer), usable));
  });
}

/** The pages that hold rows. Those of an index hold them, too, where a table has no row ids, as Firefox's values have. */
const KINDS: Readonly<Record<number, PageKind>> = {
  2: { headerBytes: 12, childBytes: 4, hasRowIds: false },
  10: { headerBytes: 8, childBytes: 0, hasRowIds: false },
  13: { headerBytes: 8, childBytes: 0, hasRowIds: true },
};
type PageKind = { readonly headerBytes: number; readonly childBytes: number; readonly hasRowIds: boolean };

/** None where the page is not what it seemed to be. */
function payloadAt(
  pages: ReadonlyMap<number, Buffer>,
  page: Buffer,
  kind: PageKind,
  at: number,
  usable: number,
): Buffer[] {
  const length = varint(page, at + kind.childBytes);
  const start = kind.hasRowIds ? varint(page, length.next).next : length.next;
  const most = kind.hasRowIds ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const split = least + ((length.value - least) % (usable - 4));
  const local = length.value <= most ? length.value : split <= most ? split : least;
  if (start + local > page.length) return [];
  const parts = [page.subarray(start, start + local)];
  if (local < length.value && start + local + 4 <= page.length) {
    let left = length.value - local;
    let next = page.readUInt32BE(start + local);
    for (let more = pages.get(next); left > 0 && more !== undefined; more = pages.get(next)) {
      parts.push(more.subarray(4, 4 + Math.min(left, usable - 4)));
      left -= usable - 4;
      next = more.readUInt32BE(0);
    }
  }
  return [Buffer.concat(parts)];
}

function blobsOf(row: Buffer): readonly Buffer[] {
  const header = varint(row, 0);
  const blobs: Buffer[] = [];
  let at = header.value;
  for (let type = header.next; type < header.value && type < row.length; ) {
    const { value, next } = varint(row, type);
    const bytes = value >= 12 ? Math.floor((value - 12) / 2) : (NUMBER_BYTES[value] ?? 0);
    if (value >= 12 && value % 2 === 0) blobs.push(row.subarray(at, at + bytes));
    at += bytes;
    type = next;
  }
  return blobs;
}

const NUMBER_BYTES = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0];

/** SQLite's own numbers: seven bits a byte, the highest first. */
function varint(bytes: Buffer, at: number): { readonly value: number; readonly next: number } {
  let value = 0;
  for (let index = 0; index < 8; index += 1) {
    const byte = bytes[at + index] ?? 0;
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value, next: at + index + 1 };
  }
  return { value: value * 256 + (bytes[at + 8] ?? 0), next: at + 9 };
}
