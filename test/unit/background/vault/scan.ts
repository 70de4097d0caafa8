import { openDB } from 'idb';

/** Everything that lies in a database, as the bytes and the texts of its records and of their keys. */
type Content = { readonly bytes: readonly Buffer[]; readonly cryptoKeys: number };

async function contentOf(name: string): Promise<Content> {
  const database = await openDB(name);
  const bytes: Buffer[] = [];
  let cryptoKeys = 0;
  const visit = (value: unknown): void => {
    if (typeof value === 'string') bytes.push(Buffer.from(value, 'utf8'));
    else if (value instanceof ArrayBuffer) bytes.push(Buffer.from(value));
    else if (ArrayBuffer.isView(value)) {
      bytes.push(Buffer.from(value.buffer, value.byteOffset, value.byteLength));
    } else if (value instanceof CryptoKey) cryptoKeys++;
    else if (typeof value === 'object' && value !== null) {
      for (const [key, part] of Object.entries(value)) {
        visit(key);
        visit(part);
      }
    }
  };
  for (const store of database.objectStoreNames) {
    for (const record of await database.getAll(store)) visit(record);
    for (const key of await database.getAllKeys(store)) visit(key);
  }
  database.close();
  return { bytes, cryptoKeys };
}

/** The ways in which a text may lie somewhere: plain, base64, hex, UTF-16. */
function formsOf(text: string): readonly Buffer[] {
  const plain = Buffer.from(text, 'utf8');
  return [
    plain,
    Buffer.from(plain.toString('base64').replace(/=+$/, '').slice(0, -1)),
    Buffer.from(plain.toString('hex')),
    Buffer.from(text, 'utf16le'),
  ];
}

/** Which of these texts lie readable in the databases, and how many keys of the device lie beside them. */
export async function scan(
  databases: readonly string[],
  texts: readonly string[],
): Promise<{ readonly found: readonly string[]; readonly cryptoKeys: number }> {
  const contents = await Promise.all(databases.map(contentOf));
  const bytes = contents.flatMap((content) => content.bytes);
  return {
    found: texts.filter((text) => formsOf(text).some((form) => bytes.some((part) => part.includes(form)))),
    cryptoKeys: contents.reduce((sum, content) => sum + content.cryptoKeys, 0),
  };
}
