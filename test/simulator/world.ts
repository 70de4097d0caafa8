import { DAY_MS, type EpochMs, SECOND_MS } from '../../lib/model/time';
import type { Clock } from './clock';
import { serverDefaults } from './defaults';
import { finish, nextEnd, type OperationTarget, progress, start } from './operations';
import { createRandom, type Random } from './random';
import { nextOfRhythms, type Rhythms, rhythmsFrom } from './rhythms';
import type {
  HostupServer,
  Rights,
  SimAccount,
  SimBackup,
  SimOperation,
  SimProvider,
  SimServer,
  SimServers,
  SimSnapshot,
  VpsbgServer,
  VpsorgServer,
} from './types';

type ServerMaps = { readonly [P in SimProvider]: Map<string, SimServers[P]> };
export type ServerInit<P extends SimProvider> = Partial<SimServers[P]> & {
  readonly keys?: readonly string[];
};

/** Everything that the simulated providers know: plain mutable state, and helpers to set it up. */
export class World {
  readonly accounts = new Map<string, SimAccount>();
  readonly servers: ServerMaps = { hostup: new Map(), vpsbg: new Map(), vpsorg: new Map() };
  readonly operations: SimOperation[] = [];
  readonly random: Random;
  private nextNumber = 12345;

  /** How long an operation takes, in the simulator's time. */
  operationMs = 20 * SECOND_MS;
  jobShape: 'envelope' | 'bare' | 'operation' = 'envelope';
  /** Whether a failed VPS.org backup stays in the list with a status word or is not listed any more. */
  vpsorgFailure: 'failed' | 'vanish' = 'failed';
  /** What HostUp does with a server's schedule when one of another frequency is saved. */
  otherSchedule: 'replaced' | 'switchedOff' | 'refused' = 'replaced';
  /** Whether HostUp's gates also say no to a key that lacks the scope. */
  gatesKnowRights = false;
  /** Reads and writes that a key may send in a window before it gets 429. */
  rateLimit: { limit: number; windowMs: number } | null = null;
  /** What the providers do by themselves; null until `startRhythms` is called. */
  rhythms: Rhythms | null = null;
  /** Set: every link in an answer leads there. */
  linksLead: string | null = null;
  /** Whether a write with the Origin of an extension is answered 403. */
  refuseExtensionOrigin = false;

  constructor(
    readonly clock: Clock,
    seed: number,
  ) {
    this.random = createRandom(seed);
  }

  now(): EpochMs {
    return this.clock.now();
  }

  number(): number {
    return this.nextNumber++;
  }

  addAccount(init: {
    provider: SimProvider;
    key: string;
    rights?: Rights;
    servers?: readonly (string | SimServer)[];
  }): SimAccount {
    const { provider, key, rights = 'write', servers = [] } = init;
    // A short one would be found by chance in addresses, where keys are looked for.
    if (key.length < 8) throw new Error(`the key ${key} is shorter than 8 characters`);
    if (this.accounts.has(key)) throw new Error(`the key ${key} is in use`);
    const serverIds = servers.map((server) => (typeof server === 'string' ? server : server.id));
    const account: SimAccount = { provider, key, rights, revoked: false, serverIds, oddServerRows: [] };
    this.accounts.set(key, account);
    return account;
  }

  account(key: string): SimAccount {
    const account = this.accounts.get(key);
    if (!account) throw new Error(`no account has the key ${key}`);
    return account;
  }

  revokeKey(key: string): void {
    this.account(key).revoked = true;
  }

  /** The server; throws where there is none, so that a test that names a wrong one stops at once. */
  server<P extends SimProvider>(provider: P, id: string): SimServers[P] {
    const server = this.servers[provider].get(id);
    if (!server) throw new Error(`${provider} has no server ${id}`);
    return server;
  }

  /** The server of that name. */
  serverNamed<P extends SimProvider>(provider: P, name: string): SimServers[P] {
    for (const server of this.servers[provider].values()) if (server.name === name) return server;
    throw new Error(`${provider} has no server named ${name}`);
  }

  serverById(id: string): SimServer {
    const found = [this.servers.hostup, this.servers.vpsbg, this.servers.vpsorg].flatMap((map) => {
      const server: SimServer | undefined = map.get(id);
      return server ? [server] : [];
    });
    if (found.length !== 1 || !found[0]) throw new Error(`${found.length} servers have the id ${id}`);
    return found[0];
  }

  /** Adds a server with plausible values for what `init` leaves out, reached by the keys that it names. */
  addServer<P extends SimProvider>(provider: P, init: ServerInit<P>): SimServers[P] {
    const { keys = [], ...values } = init;
    const server = { ...serverDefaults(this)[provider](), ...values } as SimServers[P];
    if (this.servers[provider].has(server.id)) throw new Error(`the server id ${server.id} is in use`);
    this.servers[provider].set(server.id, server);
    for (const key of keys) this.account(key).serverIds.push(server.id);
    return server;
  }

  /** Adds a complete backup, made now unless `init` says otherwise. */
  addBackup(server: SimServer, init: Partial<SimBackup> = {}): SimBackup {
    const id = server.provider === 'hostup' ? this.random.id('bkp') : String(this.number());
    const backup: SimBackup = {
      id,
      createdAt: Math.floor(this.now() / SECOND_MS) * SECOND_MS,
      kind: server.provider === 'hostup' ? 'manual' : 'automatic',
      status: 'completed',
      sizeBytes: 4.4e9,
      note: null,
      expiresAt: null,
      protected: false,
      scheduleId: null,
      wire: {},
      ...init,
    };
    server.backups.push(backup);
    return backup;
  }

  addSnapshot(server: SimServer, init: Partial<SimSnapshot> = {}): SimSnapshot {
    const number = String(this.number());
    const createdAt = init.createdAt ?? this.now();
    const expiresAt = createdAt + DAY_MS;
    const name = `snapshot-${number}`;
    const base = { id: number, name, createdAt, expiresAt, sizeBytes: 5.1e9, note: null, wire: {} };
    const snapshot = { ...base, ...init };
    server.snapshots.push(snapshot);
    return snapshot;
  }

  /** Ends what is under way (by server or job id) well, or with the error. */
  finishOperation(target: OperationTarget, error: string | null = null): SimOperation {
    return finish(this, target, error);
  }

  failNextOperation(serverId: string, message: string): void {
    this.serverById(serverId).failNext = message;
  }

  /** Holds what is under way at a percentage until it is finished by hand. */
  progressOperation(target: OperationTarget, percent: number): SimOperation {
    return progress(this, target, percent);
  }

  /** Starts a backup that was not asked for through the API: by the panel or by a schedule. */
  startBackup(server: HostupServer | VpsorgServer, note: string | null = null): SimOperation {
    return start(this, server, { kind: 'create', note });
  }

  /** VPSBG's weekly run: locks the server, then adds a backup and drops the ones beyond the third. */
  startWeekly(server: VpsbgServer): SimOperation {
    return start(this, server, { kind: 'weekly' });
  }

  /** The provider no longer knows this job. */
  forgetJob(jobId: string): void {
    const at = this.operations.findIndex((operation) => operation.jobId === jobId);
    if (at >= 0) this.operations.splice(at, 1);
  }

  /**
   * From now on the providers make backups by themselves: HostUp when a schedule's next run has come, VPSBG each week,
   * VPS.org each day at 03:00 UTC, where they expire again.
   */
  startRhythms({ vpsorgKeepsMs = 31 * DAY_MS } = {}): void {
    this.rhythms = rhythmsFrom(this.now(), vpsorgKeepsMs);
  }

  /** The next run of the server's schedule fails, whatever room there is. */
  failNextRun(server: HostupServer, message: string): void {
    server.failNextRun = message;
  }

  /** A backup is gone, and nothing says why: no row of history, no expiry. */
  vanish(server: SimServer, backupId: string): void {
    const left = server.backups.filter((backup) => backup.id !== backupId);
    if (left.length === server.backups.length) throw new Error(`${server.name} has no backup ${backupId}`);
    server.backups = left;
  }

  /** Brings everything that runs on the clock up to now, each thing at its own moment. */
  settle(): void {
    for (;;) {
      const ends = nextEnd(this);
      const begins = nextOfRhythms(this);
      const next = begins && (!ends || begins.at < ends.at) ? begins : ends;
      if (!next || next.at > this.now()) return;
      next.run();
    }
  }
}
