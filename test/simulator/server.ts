import { createHash, createPublicKey } from 'node:crypto';
import { ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { generate } from 'selfsigned';
import { createControl } from './control';
import { dropStream, type StreamSeen } from './floods';
import { panelHosts } from './panel/hosts';
import type { Simulator } from './simulator';
import { hosts } from './types';

export type Listening = {
  readonly port: number;
  /** The base64 SHA-256 of the certificate's public key, which Chromium can be told to trust. */
  readonly spki: string;
  /** The hosts that connections asked for. */
  readonly names: ReadonlySet<string>;
  readonly close: () => Promise<void>;
};

/**
 * Serves the simulator on 127.0.0.1 as HTTPS over HTTP/1.1, for whichever of the hosts a request names. Each request
 * has a connection of its own unless `keepAlive` is set: browsers quietly send a request again, a POST too, when a
 * connection that they had used before breaks without an answer, and a test of lost answers would not see one.
 */
export async function listen(
  simulator: Simulator,
  options: { port?: number; keepAlive?: boolean } = {},
): Promise<Listening> {
  const { key, cert, spki } = await certificate();
  const control = createControl(simulator);
  const names = new Set<string>();
  const SNICallback = (name: string, choose: (error: null) => void) => {
    names.add(name);
    choose(null);
  };
  const server = createAdaptorServer({
    createServer,
    serverOptions: { key, cert, ALPNProtocols: ['http/1.1'], SNICallback },
    overrideGlobalObjects: false,
    fetch: async (request, { incoming, outgoing }) => {
      if (!options.keepAlive) outgoing.setHeader('connection', 'close');
      const url = new URL(request.url);
      if (url.hostname === '127.0.0.1' && url.pathname.startsWith('/_control/'))
        return control.fetch(request);
      const outcome = await simulator.handle(request);
      if (outcome.kind === 'response') return outcome.response;
      if (outcome.kind === 'slowHeaders') dripHeaders(incoming.socket, outcome.everyMs, outcome.seen);
      else if (outcome.kind === 'cut' && outgoing instanceof ServerResponse) {
        outgoing.writeHead(outcome.status, {
          'content-type': 'application/json',
          'content-length': outcome.wholeBytes,
        });
        // Only once the half is on its way, or the client would see no answer at all.
        outgoing.write(outcome.half, () => setTimeout(() => incoming.socket.destroy(), 5));
      } else incoming.socket.destroy();
      return RESPONSE_ALREADY_SENT;
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    spki,
    names,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}

/** By hand: no server writes a header before it has them all. */
function dripHeaders(socket: Socket, everyMs: number, seen: StreamSeen): void {
  const write = (line: string) => {
    seen.bytes += line.length;
    socket.write(line);
  };
  write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n');
  const drip = setInterval(() => write(`x-drip-${seen.bytes}: x\r\n`), everyMs);
  socket.once('close', () => {
    clearInterval(drip);
    dropStream(seen);
  });
}

async function certificate(): Promise<{ key: string; cert: string; spki: string }> {
  const served = new Set([...Object.values(hosts), ...panelHosts, 'localhost']);
  const names = [...served].map((value) => ({ type: 2 as const, value }));
  const made = await generate([{ name: 'commonName', value: hosts.hostup }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames: [...names, { type: 7, ip: '127.0.0.1' }] }],
  });
  const der = createPublicKey(made.cert).export({ type: 'spki', format: 'der' });
  return { key: made.private, cert: made.cert, spki: createHash('sha256').update(der).digest('base64') };
}
