import { DAY_MS, HOUR_MS } from '../../lib/model/time';
import type { Simulator } from './simulator';
import type { World } from './world';

export const nastyKeys = {
  hostup: 'nasty-hostup-key',
  /** Reaches one server of the key above, and may only read. */
  twin: 'nasty-hostup-twin-key',
  empty: 'nasty-hostup-empty-key',
  vpsbg: 'nasty-vpsbg-key',
  vpsorg: 'nasty-vpsorg-key',
} as const;

export const nastyNames = {
  markup: '<img src=x onerror=alert(1)><b>bold</b> &amp; "quoted"',
  rightToLeft: 'خادم-الويب ‮evil‬ שרת',
  emoji: '🗄️👩‍👩‍👧‍👦 prod 🇸🇪',
  long: `long-${'abcdefghij'.repeat(30)}`.slice(0, 300),
  combining: 'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L͠G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞',
} as const;

/** Everything odd that a provider might send, among rows that are in order. */
export function nastyWorld(simulator: Simulator): void {
  const { world } = simulator;
  world.addAccount({ provider: 'hostup', key: nastyKeys.hostup });
  world.addAccount({ provider: 'hostup', key: nastyKeys.twin, rights: 'read' });
  world.addAccount({ provider: 'hostup', key: nastyKeys.empty });
  world.addAccount({ provider: 'vpsbg', key: nastyKeys.vpsbg });
  world.addAccount({ provider: 'vpsorg', key: nastyKeys.vpsorg });
  addNastyHostup(world);
  addNastyVpsbg(world);
  addNastyVpsorg(world);
}

function addNastyHostup(world: World): void {
  const keys = [nastyKeys.hostup];
  const at = (hours: number) => world.now() - hours * HOUR_MS;
  const shared = [nastyKeys.hostup, nastyKeys.twin];
  const markup = world.addServer('hostup', { keys: shared, name: nastyNames.markup, quotaLimit: null });
  world.addBackup(markup, { createdAt: at(5), note: '<script>alert(1)</script>' });
  world.addBackup(markup, { createdAt: at(29), note: nastyNames.rightToLeft });

  const long = world.addServer('hostup', { keys, name: nastyNames.long, quotaLimit: 2 });
  world.addBackup(long, { createdAt: at(3), note: 'note '.repeat(200).trim() });
  world.addBackup(long, { createdAt: at(30), wire: { createdAt: null } });

  const emoji = world.addServer('hostup', {
    keys,
    name: nastyNames.emoji,
    wire: { serviceStatus: 'hibernating', powerState: 'dreaming', primaryIp: null, operatingSystem: null },
  });
  world.addBackup(emoji, { createdAt: at(7), wire: { backupType: 'quantum', sizeGb: 0 } });
  emoji.oddBackupRows = [
    {
      id: 42,
      displayId: null,
      storageKey: {},
      createdAt: 'yesterday',
      sizeGb: 'big',
      backupType: [],
      note: 7,
    },
    { _truncated: '... and 2 more items' },
  ];

  world.addServer('hostup', { keys, name: nastyNames.rightToLeft, quotaLimit: 0 });
  world.addServer('hostup', { keys, name: 'no-backups', quotaLimit: 3 });
  world.account(nastyKeys.hostup).oddServerRows = [{ id: 17, name: null }, 'not even an object'];
}

function addNastyVpsbg(world: World): void {
  const keys = [nastyKeys.vpsbg];
  const plain = world.addServer('vpsbg', {
    keys,
    name: nastyNames.combining,
    hostname: nastyNames.combining,
  });
  world.addBackup(plain, { createdAt: world.now() - DAY_MS });
  world.addBackup(plain, { createdAt: world.now() - 8 * DAY_MS, wire: { created_at: null } });
  plain.oddBackupRows = [{ id: ['seventy-seven'], server_id: 'x', created_at: 12, size: 'fifty' }];
  world.addServer('vpsbg', { keys, hostname: nastyNames.markup, addon: false, locked: true });
  const gone = world.addServer('vpsbg', { keys, hostname: 'gone-for-good', listed: false });
  world.addBackup(gone, { createdAt: world.now() - 3 * DAY_MS });
}

function addNastyVpsorg(world: World): void {
  const keys = [nastyKeys.vpsorg];
  const emoji = world.addServer('vpsorg', {
    keys,
    name: nastyNames.emoji,
    wire: { ip_address: null, plan: null },
  });
  world.addBackup(emoji, { createdAt: world.now() - 2 * HOUR_MS, wire: { status: 'levitating' } });
  world.addBackup(emoji, { createdAt: world.now() - 9 * HOUR_MS, wire: { backup_type: 'psychic' } });
  world.addBackup(emoji, {
    createdAt: world.now() - 12 * HOUR_MS,
    wire: { size_mb: null, description: null },
  });
  emoji.oddBackupRows = [{ id: 1, server: null, backup_type: 3, status: false, created_at: {} }];
  world.addServer('vpsorg', { keys, name: 'no-backups-either' });
}
