/** What `package.json` says of the packages that it wants. */
export type Wanted = {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly overrides?: Readonly<Record<string, unknown>>;
};

/** A package in `package-lock.json`. */
export type Locked = Wanted & {
  readonly name?: string;
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly inBundle?: boolean;
};

export type Lockfile = {
  readonly lockfileVersion: number;
  readonly packages: Readonly<Record<string, Locked>>;
};

const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/;
const SHA512 = /^sha512-[A-Za-z0-9+/]{86}==$/;
const REGISTRY = /^https:\/\/registry\.npmjs\.org\//;

/** Each reason why an installation might bring something else than what was reviewed; none where all is well. */
export function weaknessesOf(wanted: Wanted, lockfile: Lockfile): readonly string[] {
  return [...unpinned(wanted), ...unlike(wanted, lockfile), ...unproven(lockfile)];
}

function allOf(wanted: Wanted): readonly (readonly [string, string])[] {
  return [wanted.dependencies, wanted.devDependencies, wanted.optionalDependencies].flatMap((group) =>
    Object.entries(group ?? {}),
  );
}

function* unpinned(wanted: Wanted): Generator<string> {
  for (const [name, version] of [...allOf(wanted), ...Object.entries(wanted.overrides ?? {})]) {
    if (typeof version !== 'string' || !EXACT.test(version)) yield `${name}: ${version} is no exact version`;
  }
}

function* unlike(wanted: Wanted, { lockfileVersion, packages }: Lockfile): Generator<string> {
  if (lockfileVersion !== 3) yield `the lock file has version ${lockfileVersion}`;
  const groups = ['dependencies', 'devDependencies', 'optionalDependencies'] as const;
  for (const group of groups) {
    const locked = packages['']?.[group] ?? {};
    for (const name of new Set([...Object.keys(wanted[group] ?? {}), ...Object.keys(locked)])) {
      if (wanted[group]?.[name] !== locked[name]) yield `${name}: the lock file has it otherwise`;
    }
  }
  for (const [name, version] of allOf(wanted)) {
    const installed = packages[`node_modules/${name}`]?.version;
    if (installed !== version) yield `${name}: ${version} is wanted, ${installed} is locked`;
  }
}

function* unproven({ packages }: Lockfile): Generator<string> {
  for (const [path, locked] of Object.entries(packages)) {
    if (path === '') continue;
    if (!SHA512.test(locked.integrity ?? '')) yield `${path}: no SHA-512`;
    if (locked.resolved !== undefined && !REGISTRY.test(locked.resolved))
      yield `${path}: comes from ${locked.resolved}`;
    if (locked.link === true) yield `${path}: is a link`;
    if (locked.inBundle === true) yield `${path}: lies in the package of another`;
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    if (locked.name !== undefined && locked.name !== name) yield `${path}: is ${locked.name} by another name`;
    if (!EXACT.test((locked.version ?? '').replace(/\+.*/, ''))) yield `${path}: no exact version`;
  }
}
