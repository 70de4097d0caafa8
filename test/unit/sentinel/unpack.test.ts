import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { logRecords, tableBlocks } from '../../e2e/sentinel/leveldb';
import { unmozlz4 } from '../../e2e/sentinel/lz4';
import { NotPacked, unsnap } from '../../e2e/sentinel/snappy';
import { snappedValues, sqliteRows } from '../../e2e/sentinel/sqlite';

/** What a packer may emit: bytes as they are, or a piece of what came before (`back` bytes ago). */
type Step = { readonly literal: Uint8Array } | { readonly back: number; readonly count: number };

const steps = fc.array(
  fc.oneof(
    fc.record({ literal: fc.uint8Array({ minLength: 1, maxLength: 400 }) }),
    fc.record({ back: fc.integer({ min: 1, max: 900 }), count: fc.integer({ min: 4, max: 64 }) }),
  ),
  { minLength: 1, maxLength: 30 },
);

/** What the steps make, and those of them that are possible. */
function made(wanted: readonly Step[]): { readonly plain: Buffer; readonly taken: readonly Step[] } {
  const plain: number[] = [];
  const taken = wanted.filter((step) => {
    if ('literal' in step) plain.push(...step.literal);
    else if (step.back > plain.length) return false;
    else for (let n = 0; n < step.count; n += 1) plain.push(plain[plain.length - step.back] ?? 0);
    return true;
  });
  return { plain: Buffer.from(plain), taken };
}

const lowFirst = (value: number): number[] =>
  value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...lowFirst(value >> 7)];
const twoBytes = (value: number) => [value & 0xff, value >> 8];

function snapped(length: number, taken: readonly Step[]): Buffer {
  const tags = taken.flatMap((step) => {
    if (!('literal' in step)) {
      return step.count < 12 && step.back < 2048
        ? [((step.back >> 8) << 5) | ((step.count - 4) << 2) | 1, step.back & 0xff]
        : [((step.count - 1) << 2) | 2, ...twoBytes(step.back)];
    }
    const size = step.literal.length - 1;
    const head = size < 60 ? [size << 2] : size < 256 ? [60 << 2, size] : [61 << 2, ...twoBytes(size)];
    return [...head, ...step.literal];
  });
  return Buffer.from([...lowFirst(length), ...tags]);
}

describe('Snappy', () => {
  test('what was packed comes out again, whatever follows it', () => {
    fc.assert(
      fc.property(steps, fc.uint8Array({ maxLength: 9 }), (wanted, rest) => {
        const { plain, taken } = made(wanted);
        const block = Buffer.concat([snapped(plain.length, taken), rest]);
        expect(Buffer.from(unsnap(block)).equals(plain)).toBe(true);
      }),
    );
  });

  test('bytes that are no block are refused and never read beyond their end', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        try {
          unsnap(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(NotPacked);
        }
      }),
    );
  });
});

test('an LZ4 block of Firefox comes out again', () => {
  const more = (count: number): number[] =>
    count < 15
      ? []
      : [...Array.from({ length: Math.floor((count - 15) / 255) }, () => 255), (count - 15) % 255];
  fc.assert(
    fc.property(steps, (wanted) => {
      const { plain, taken } = made([...wanted, { literal: new Uint8Array([1]) }]);
      const block: number[] = [];
      let literal: number[] = [];
      for (const step of taken) {
        if ('literal' in step) {
          literal.push(...step.literal);
          continue;
        }
        const rest = step.count - 4;
        block.push(
          (Math.min(literal.length, 15) << 4) | Math.min(rest, 15),
          ...more(literal.length),
          ...literal,
        );
        block.push(...twoBytes(step.back), ...more(rest));
        literal = [];
      }
      block.push(Math.min(literal.length, 15) << 4, ...more(literal.length), ...literal);
      const length = Buffer.alloc(4);
      length.writeUInt32LE(plain.length);
      const file = Buffer.concat([Buffer.from('mozLz40\0'), length, Buffer.from(block)]);
      expect(Buffer.from(unmozlz4(file)).equals(plain)).toBe(true);
    }),
  );
});

describe('LevelDB', () => {
  test('a record of a log is in one piece though the log broke it at its blocks', () => {
    const long = Buffer.alloc(70_000, 'secret in pieces, ');
    const log: Buffer[] = [];
    let room = 32_768;
    for (const record of [Buffer.from('short'), long, Buffer.from('last')]) {
      for (let at = 0, begun = false; at < record.length; begun = true) {
        const part = record.subarray(at, at + room - 7);
        at += part.length;
        const isLast = at === record.length;
        const header = Buffer.alloc(7);
        header.writeUInt16LE(part.length, 4);
        header[6] = begun ? (isLast ? 4 : 3) : isLast ? 1 : 2;
        log.push(header, part);
        room -= 7 + part.length;
        if (room < 7) {
          log.push(Buffer.alloc(room));
          room = 32_768;
        }
      }
    }
    const records = logRecords(Buffer.concat(log)).map((bytes) => Buffer.from(bytes).toString());
    expect(records).toEqual(['short', long.toString(), 'last']);
  });

  test('the blocks of a table come out, packed or not', () => {
    const plain = Buffer.from('a block that is not packed');
    const { plain: unpacked, taken } = made([{ literal: Buffer.from('abcd') }, { back: 4, count: 40 }]);
    const packed = snapped(unpacked.length, taken);
    const block = (bytes: Buffer, kind: number) => Buffer.concat([bytes, Buffer.from([kind, 0, 0, 0, 0])]);
    const handle = (offset: number, size: number) => [...lowFirst(offset), ...lowFirst(size)];
    const entry = (key: string, value: readonly number[]) => [
      0,
      key.length,
      value.length,
      ...Buffer.from(key),
      ...value,
    ];
    const index = Buffer.from([
      ...entry('k1', handle(0, plain.length)),
      ...entry('k2', handle(plain.length + 5, packed.length)),
      ...[0, 0, 0, 0],
      ...[1, 0, 0, 0],
    ]);
    const blocks = [block(plain, 0), block(packed, 1), block(index, 0)];
    const start = plain.length + packed.length + 10;
    const footer = Buffer.alloc(48);
    footer.set([...handle(0, 0), ...handle(start, index.length)]);
    footer.writeBigUInt64LE(0xdb4775248b80fb57n, 40);
    const found = tableBlocks(Buffer.concat([...blocks, footer]));
    expect(found.map((bytes) => Buffer.from(bytes).toString())).toEqual([
      plain.toString(),
      unpacked.toString(),
    ]);
    expect(() => tableBlocks(Buffer.from('no table at all, however long it may be, is read'))).toThrow(
      NotPacked,
    );
  });
});

describe('SQLite', () => {
  /** A file of 512-byte pages whose second page is a leaf, of a table with row ids or without, with one row. */
  function fileOf(kind: 10 | 13, blob: Buffer): Buffer {
    const head = Buffer.alloc(512);
    head.write('SQLite format 3\0', 'latin1');
    head.writeUInt16BE(512, 16);
    const type = [...highFirst(blob.length * 2 + 12)];
    const payload = Buffer.concat([Buffer.from([type.length + 1, ...type]), blob]);
    const most = kind === 13 ? 512 - 35 : Math.floor((500 * 64) / 255) - 23;
    const least = Math.floor((500 * 32) / 255) - 23;
    const split = least + ((payload.length - least) % 508);
    const local = payload.length <= most ? payload.length : split <= most ? split : least;
    const pages = [head, Buffer.alloc(512)];
    let next = 0;
    for (let at = local; at < payload.length; at += 508) {
      next = pages.length + 1;
      const page = Buffer.alloc(512);
      page.writeUInt32BE(at + 508 < payload.length ? next + 1 : 0);
      payload.copy(page, 4, at, at + 508);
      pages.push(page);
    }
    const cell = Buffer.concat([
      Buffer.from([...highFirst(payload.length), ...(kind === 13 ? [7] : [])]),
      payload.subarray(0, local),
      ...(local < payload.length ? [Buffer.from([0, 0, 0, 3])] : []),
    ]);
    const leaf = pages[1];
    leaf?.set([kind, 0, 0, 0, 1], 0);
    leaf?.writeUInt16BE(512 - cell.length, 8);
    leaf?.set(cell, 512 - cell.length);
    return Buffer.concat(pages);
  }
  function* highFirst(value: number): Generator<number> {
    const groups = value.toString(2).length / 7;
    for (let left = Math.ceil(groups) - 1; left >= 0; left -= 1)
      yield ((value >> (7 * left)) & 0x7f) | (left > 0 ? 0x80 : 0);
  }

  test.each([
    [13, 'with row ids'],
    [10, 'without row ids'],
  ] as const)('a packed value comes out of a table (kind %i, %s), over however many pages', (kind, _) => {
    fc.assert(
      fc.property(steps, (wanted) => {
        const { plain, taken } = made(wanted);
        const rows = sqliteRows(fileOf(kind, snapped(plain.length, taken)));
        expect(rows).toHaveLength(1);
        const values = rows.flatMap(snappedValues);
        expect(values.map((value) => Buffer.from(value).equals(plain))).toEqual([true]);
      }),
    );
  });

  test('what stands in the write-ahead log alone comes out too', () => {
    const file = fileOf(13, Buffer.from('old value'));
    const newer = fileOf(13, Buffer.from('new value'));
    const frame = Buffer.alloc(24);
    frame.writeUInt32BE(2);
    const wal = Buffer.concat([Buffer.alloc(32), frame, newer.subarray(512, 1024)]);
    const texts = sqliteRows(file, wal).map((row) => row.toString('latin1').slice(-9));
    expect(texts).toEqual(['old value', 'new value']);
  });
});
