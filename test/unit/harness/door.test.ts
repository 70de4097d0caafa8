import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { type Door, openDoor } from '../../harness/door';

const BODY = 'x'.repeat(3_000_000);
const server = createServer((_, response) => response.end(BODY));
let door: Door | null = null;

afterEach(async () => {
  await door?.close();
  server.closeAllConnections();
  server.close();
});

test('leads to the server whole, and nowhere while it is shut', async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const opened = await openDoor((server.address() as AddressInfo).port);
  door = opened;
  const get = async () => (await fetch(`http://127.0.0.1:${opened.port}/`)).text();
  expect((await get()).length).toBe(BODY.length);
  await opened.setOpen(false);
  await expect(get()).rejects.toThrow();
  await opened.setOpen(true);
  expect((await get()).length).toBe(BODY.length);
});
