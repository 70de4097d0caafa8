import { connect, createServer, type Socket } from 'node:net';

export type Door = {
  readonly port: number;
  /** Shut, every connection is refused and those under way break: to the browser, the network is gone. */
  readonly setOpen: (open: boolean) => Promise<void>;
  readonly close: () => Promise<void>;
};

/**
 * A loopback port that leads to another. Taking the network away here is the same for every browser and holds for
 * pages and background alike, which no browser's own "offline" switch does.
 */
export async function openDoor(targetPort: number): Promise<Door> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const onward = connect(targetPort, '127.0.0.1');
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      sockets.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      // What one half said last still has to arrive at the other.
      one.on('close', () => {
        sockets.delete(one);
        other.end();
      });
    }
  });
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  const shut = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });

  await listen(0);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the door has no port');
  const { port } = address;
  return {
    port,
    async setOpen(open) {
      if (open === server.listening) return;
      await (open ? listen(port) : shut());
    },
    async close() {
      if (server.listening) await shut();
    },
  };
}
