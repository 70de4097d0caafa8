import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { logRecords, tableBlocks } from './leveldb';
import { unmozlz4 } from './lz4';
import type { Haystack } from './search';
import { NotPacked, unsnap } from './snappy';
import { snappedValues, sqliteRows } from './sqlite';

/** Chromium writes this before a value of IndexedDB that it packed (blink, idb_value_wrapping.cc). */
const PACKED_VALUE = Buffer.from([0xff, 0x11, 0x02]);

/**
 * Every file below a folder as it is, and what can be unpacked of it: tables and logs of LevelDB, rows of SQLite with
 * their values, `.mozlz4`. Files that go away meanwhile are passed over.
 */
export function* filesBelow(folder: string): Generator<Haystack> {
  for (const path of pathsBelow(folder)) {
    const bytes = contentOf(path);
    if (bytes === null) continue;
    const where = relative(folder, path);
    yield { where: `the name ${where}`, bytes: Buffer.from(where) };
    yield { where, bytes };
    for (const [index, part] of partsOf(path, bytes).entries()) {
      yield { where: `${where}, unpacked ${index}`, bytes: part };
    }
  }
}

function* pathsBelow(folder: string): Generator<string> {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (found?.isDirectory()) yield* pathsBelow(path);
    else if (found?.isFile()) yield path;
  }
}

function contentOf(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function partsOf(path: string, bytes: Buffer): readonly Uint8Array[] {
  const tried = [
    () => tableBlocks(bytes),
    () => (/\.log$|^MANIFEST-/.test(basename(path)) ? logRecords(bytes) : []),
    () => sqliteRows(bytes, contentOf(`${path}-wal`)).flatMap((row) => [row, ...snappedValues(row)]),
    () => [unmozlz4(bytes)],
  ].flatMap(asFarAsItIs);
  return [...tried, ...[bytes, ...tried].flatMap(packedValues)];
}

function asFarAsItIs(unpack: () => readonly Uint8Array[]): readonly Uint8Array[] {
  try {
    return unpack();
  } catch (error) {
    // A file may be half written while it is read; its raw bytes are looked through all the same.
    if (error instanceof NotPacked || error instanceof RangeError) return [];
    throw error;
  }
}

function packedValues(part: Uint8Array): readonly Uint8Array[] {
  const bytes = Buffer.from(part.buffer, part.byteOffset, part.byteLength);
  const found: Uint8Array[] = [];
  for (let at = bytes.indexOf(PACKED_VALUE); at >= 0; at = bytes.indexOf(PACKED_VALUE, at + 1)) {
    found.push(...asFarAsItIs(() => [unsnap(bytes.subarray(at + PACKED_VALUE.length))]));
  }
  return found;
}
