import { sampleAccounts, sampleWorld } from './fleet';
import { listen } from './server';
import { createSimulator } from './simulator';

const simulator = createSimulator();
sampleWorld(simulator);
const port = Number(process.env.PORT ?? '8443');
const server = await listen(simulator, { port });
const base = `https://127.0.0.1:${server.port}`;

console.log(`The simulated providers listen on ${base} (self-signed certificate, SPKI ${server.spki})

Sample keys:
${sampleAccounts.map(({ provider, label, key, rights }) => `  ${provider.padEnd(7)} ${label.padEnd(9)} ${rights.padEnd(6)} ${key}`).join('\n')}

Try:
  curl -k --connect-to ::127.0.0.1:${server.port} -H 'Authorization: Bearer sample-hostup-work-key' https://cloud.hostup.se/api/v2/vps
  curl -k --resolve api.vpsbg.eu:${server.port}:127.0.0.1 -H 'Authorization: Bearer sample-vpsbg-personal-key' -H 'Accept: application/json' https://api.vpsbg.eu:${server.port}/v1/backups
  curl -k ${base}/_control/            what else can be asked and set
  curl -k -X POST '${base}/_control/advance?ms=60000'

Ctrl-C ends it.`);

const end = () => {
  server.close().then(
    () => process.exit(0),
    () => process.exit(1),
  );
};
process.once('SIGINT', end);
process.once('SIGTERM', end);
