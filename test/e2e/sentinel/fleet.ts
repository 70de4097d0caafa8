import { randomBytes } from 'node:crypto';
import { HOUR_MS } from '../../../lib/model/time';
import type { Simulator } from '../../simulator/simulator';
import { ECHO, PERCENT_ECHO } from './scene';

/** Letters and digits that stand nowhere else. */
function unique(chars: number): string {
  return randomBytes(2 * chars)
    .toString('base64')
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, chars);
}

/** A passphrase of letters beyond ASCII, signs and blanks, around a core that nothing changes. */
const sentinelPassphrase = () => `blå "dörr" \\ <${unique(6)}> & ${unique(32)}`;

/** A key whose signs come out differently in JSON, HTML and addresses, around a core that does not. */
const sentinelKey = () => `${unique(6)}"\\/+<&%'=${unique(32)}`;

export function sentinels() {
  return {
    'the key of HostUp that is replaced': sentinelKey(),
    'the key of HostUp that replaces it': sentinelKey(),
    'the key of VPSBG': sentinelKey(),
    'the key of VPS.org': sentinelKey(),
    'the key that is refused': sentinelKey(),
    'the key that is typed, shown and never sent': sentinelKey(),
    'the passphrase that is changed': sentinelPassphrase(),
    'the passphrase that is set last': sentinelPassphrase(),
    'the passphrase that is wrong': sentinelPassphrase(),
  } as const;
}

export type Sentinels = ReturnType<typeof sentinels>;

/** What is no secret, and is found where it belongs. */
export const known = {
  label: 'label-of-sentinels',
  renamed: 'office-of-sentinels',
  archiveLabel: 'archive-of-sentinels',
  shopLabel: 'shop-of-sentinels',
  app: 'app-of-sentinels-01',
  appHost: 'app-host.sentinels.example',
  archive: 'archive-of-sentinels-02',
  shop: 'shop-of-sentinels-03',
  note: 'note-of-sentinels',
} as const;

/** What HostUp calls the server whose name repeats the key, and what a person of Lastgood is shown for it. */
export const echoName = { atProvider: `echo ${ECHO}`, here: 'echo •••' } as const;
/** What a provider says of an operation or a request that fails. */
export const echoError = `refused ${ECHO}, that is ${PERCENT_ECHO}`;

/** Servers at each provider, whose names, notes and errors repeat the key that reads them. */
export function echoingFleet({ world }: Simulator, keys: Sentinels): void {
  const first = keys['the key of HostUp that is replaced'];
  const second = keys['the key of HostUp that replaces it'];
  const seen = 'only-for-the-panels-page';
  const hostup = [first, second, seen];
  for (const key of hostup) world.addAccount({ provider: 'hostup', key });
  const note = `${known.note} ${ECHO}, that is ${PERCENT_ECHO}`;
  const app = world.addServer('hostup', {
    keys: hostup,
    name: known.app,
    hostname: known.appHost,
    quotaLimit: 5,
  });
  world.addBackup(app, { createdAt: world.now() - 33 * HOUR_MS, note });
  const echo = world.addServer('hostup', {
    keys: hostup,
    name: echoName.atProvider,
    hostname: 'echo.sentinels.example',
    quotaLimit: 1,
  });
  echo.autoDeleteOldest = true;
  world.addBackup(echo, { createdAt: world.now() - 5 * HOUR_MS, note });
  world.failNextOperation(echo.id, echoError);
  for (const key of hostup) {
    world.account(key).oddServerRows = [{ id: [ECHO], [`name ${ECHO}`]: ECHO, name: null }, ECHO];
  }

  const archive = keys['the key of VPSBG'];
  world.addAccount({ provider: 'vpsbg', key: archive });
  const vpsbg = { keys: [archive], addon: true };
  world.addBackup(world.addServer('vpsbg', { ...vpsbg, name: known.archive, hostname: known.archive }), {
    createdAt: world.now() - 9 * 24 * HOUR_MS,
    note,
  });
  world.addServer('vpsbg', { ...vpsbg, name: `жури ${ECHO}`, hostname: `жури ${ECHO}` });

  const shop = keys['the key of VPS.org'];
  world.addAccount({ provider: 'vpsorg', key: shop });
  const vpsorg = world.addServer('vpsorg', { keys: [shop], name: known.shop, hostname: `${ECHO}.example` });
  world.addBackup(vpsorg, { createdAt: world.now() - 40 * HOUR_MS, note });
}
