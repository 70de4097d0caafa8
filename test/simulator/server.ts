import { createHash, createPublicKey } from 'node:crypto';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { generate } from 'selfsigned';
import { createControl } from './control';
import type { Simulator } from './simulator';
import { hosts } from './types';

export type Listening = {
  readonly port: number;
  /** The base64 SHA-256 of the certificate's public key, which Chromium can be told to trust. */
  readonly spki: string;
  readonly close: () => Promise<void>;
};

/** Serves the simulator on 127.0.0.1 as HTTPS over HTTP/1.1, for whichever of the hosts a request names. */
export async function listen(simulator: Simulator, options: { port?: number } = {}): Promise<Listening> {
  const { key, cert, spki } = await certificate();
  const control = createControl(simulator);
  const server = createAdaptorServer({
    createServer,
    serverOptions: { key, cert, ALPNProtocols: ['http/1.1'] },
    overrideGlobalObjects: false,
    fetch: async (request, { incoming }) => {
      const url = new URL(request.url);
      if (url.hostname === '127.0.0.1' && url.pathname.startsWith('/_control/'))
        return control.fetch(request);
      const outcome = await simulator.handle(request);
      if (outcome.kind === 'response') return outcome.response;
      incoming.socket.destroy();
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
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}

async function certificate(): Promise<{ key: string; cert: string; spki: string }> {
  const names = [...Object.values(hosts), 'localhost'].map((value) => ({ type: 2 as const, value }));
  const made = await generate([{ name: 'commonName', value: hosts.hostup }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames: [...names, { type: 7, ip: '127.0.0.1' }] }],
  });
  const der = createPublicKey(made.cert).export({ type: 'spki', format: 'der' });
  return { key: made.private, cert: made.cert, spki: createHash('sha256').update(der).digest('base64') };
}
