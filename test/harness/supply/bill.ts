import { spawnSync } from 'node:child_process';
import { root } from './packages';

type Component = {
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly scope: string;
  readonly properties: readonly { readonly name: string; readonly value: string }[];
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
};

/** A software bill of materials in CycloneDX, as far as it is looked at here. */
export type Bill = {
  readonly bomFormat: 'CycloneDX';
  readonly specVersion: string;
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
};

/**
 * The bill of what ships, made from the lock file by npm. npm's own `--omit dev` leaves out each package that a tool
 * needs as well, so that everything is asked for and what only tools need is taken out here. Equal lock files have
 * equal bills: no time, no number of its own, no folder's name. Throws with what npm said where it fails.
 */
export function billOfMaterials(): Bill {
  const npm = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--package-lock-only'];
  const { status, stdout, stderr } = spawnSync('npm', npm, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`npm ${npm.join(' ')} failed:\n${stderr}`);
  const { serialNumber: _number, metadata, ...bill } = JSON.parse(stdout) as Bill & { serialNumber: string };
  const self = metadata.component;
  const components = bill.components.filter(ships);
  const kept = new Set([self['bom-ref'], ...components.map((component) => component['bom-ref'])]);
  return {
    ...bill,
    metadata: { component: { ...self, name: self['bom-ref'].replace(/@[^@]*$/, '') } },
    components,
    dependencies: bill.dependencies
      .filter(({ ref }) => kept.has(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((other) => kept.has(other)) })),
  };
}

function ships({ scope, properties }: Component): boolean {
  return scope === 'required' && !properties.some(({ name }) => name === 'cdx:npm:package:development');
}
