import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

type Manifest = Readonly<Record<string, unknown>> & {
  readonly permissions: readonly string[];
  readonly optional_host_permissions: readonly string[];
};

/** The manifest as it was built; a build that is not there is a failure and no reason to pass. */
function builtManifest(target: string): Manifest {
  const file = new URL(`../../.output/${target}-mv3/manifest.json`, import.meta.url);
  if (!existsSync(file)) throw new Error(`${target} is not built: run npm run build before this test`);
  return JSON.parse(readFileSync(file, 'utf8')) as Manifest;
}

describe.each(['chrome', 'firefox'])('the manifest for %s', (target) => {
  test('is the one that was agreed on', () => {
    const { version, ...rest } = builtManifest(target);
    const agreed = new URL(`../fixtures/manifests/${target}.json`, import.meta.url);
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(rest).toEqual(JSON.parse(readFileSync(agreed, 'utf8')));
  });

  test('asks for no host at install, and for four permissions', () => {
    const manifest = builtManifest(target);
    expect(manifest.permissions).toEqual(['storage', 'alarms', 'notifications', 'scripting']);
    expect(manifest).not.toHaveProperty('host_permissions');
    expect(manifest).not.toHaveProperty('content_scripts');
    expect(manifest).not.toHaveProperty('optional_permissions');
    expect(manifest).not.toHaveProperty('web_accessible_resources');
  });

  test('names the APIs and panels of the providers and nobody else', () => {
    const manifest = builtManifest(target);
    expect(manifest.optional_host_permissions).toEqual([
      'https://cloud.hostup.se/*',
      'https://api.vpsbg.eu/*',
      'https://secure.vpsbg.eu/*',
      'https://admin.vps.org/*',
    ]);
  });
});
