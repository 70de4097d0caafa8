import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

type Manifest = Readonly<Record<string, unknown>> & {
  readonly permissions: readonly string[];
  readonly optional_host_permissions: readonly string[];
  readonly content_security_policy: Readonly<Record<string, string>>;
};

/** The manifest as it was built; a build that is not there is a failure and no reason to pass. */
function builtManifest(target: string): Manifest {
  return JSON.parse(readFileSync(built(target, 'manifest.json'), 'utf8')) as Manifest;
}

function built(target: string, file: string): URL {
  const url = new URL(`../../.output/${target}-mv3/${file}`, import.meta.url);
  if (!existsSync(url)) throw new Error(`${target} is not built: run npm run build before this test`);
  return url;
}

/** The directives of the policy, in the order of the manifest. */
function policyOf(target: string): Readonly<Record<string, readonly string[]>> {
  const { extension_pages: policy = '' } = builtManifest(target).content_security_policy;
  const directives = policy.split(';').map((part) => part.trim().split(/ +/));
  const names = directives.map(([name]) => name);
  // Of two directives of one name a browser minds the first.
  expect(new Set(names).size).toBe(names.length);
  return Object.fromEntries(directives.map(([name = '', ...values]) => [name, values]));
}

describe.each(['chrome', 'firefox'])('the manifest for %s', (target) => {
  test('is the one that was agreed on', () => {
    const { version, ...rest } = builtManifest(target);
    const agreed = new URL(`../fixtures/manifests/${target}.json`, import.meta.url);
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(rest).toEqual(JSON.parse(readFileSync(agreed, 'utf8')));
  });

  test('asks for no host at install, and for five permissions', () => {
    const manifest = builtManifest(target);
    expect(manifest.permissions).toEqual(['storage', 'alarms', 'notifications', 'scripting', 'contextMenus']);
    expect(manifest).not.toHaveProperty('host_permissions');
    expect(manifest).not.toHaveProperty('optional_permissions');
  });

  test.each([
    ['a script in pages from the start', 'content_scripts'],
    ['a file for web pages', 'web_accessible_resources'],
    ['a way for web pages to send messages', 'externally_connectable'],
    ['a page in a sandbox of its own policy', 'sandbox'],
    ['a page in the developer tools', 'devtools_page'],
    ['a new tab or home page', 'chrome_url_overrides'],
    ['settings of the browser', 'chrome_settings_overrides'],
    ['a key, which would make its id another’s', 'key'],
    ['an address for updates', 'update_url'],
    ['programs on the computer', 'protocol_handlers'],
  ])('has nothing of this: %s', (_, key) => {
    expect(builtManifest(target)).not.toHaveProperty(key);
  });

  test('gives a key to what opens the popup alone: what starts something has none until a person sets it', () => {
    const { commands, omnibox } = builtManifest(target);
    expect(commands).toEqual({
      _execute_action: { suggested_key: { default: 'Alt+Shift+L' } },
      'back-up-current': { description: '__MSG_commandBackUp__' },
    });
    expect(omnibox).toEqual({ keyword: 'lg' });
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

describe.each(['chrome', 'firefox'])('the policy for %s', (target) => {
  test('is for the extension’s own pages, and there is no other', () => {
    expect(Object.keys(builtManifest(target).content_security_policy)).toEqual(['extension_pages']);
  });

  test('lets calls go to the APIs of the providers and to nobody else', () => {
    expect(policyOf(target)['connect-src']).toEqual([
      'https://cloud.hostup.se',
      'https://api.vpsbg.eu',
      'https://admin.vps.org',
    ]);
  });

  test('refuses all that it does not name, and names nothing but the package’s own files', () => {
    const { 'default-src': otherwise, 'connect-src': _, ...rest } = policyOf(target);
    expect(otherwise).toEqual(["'none'"]);
    const own = Object.entries(rest).filter(([, values]) => values.join() === "'self'");
    expect(own.map(([name]) => name)).toEqual(['script-src', 'style-src', 'img-src']);
    const closed = Object.entries(rest).filter(([, values]) => values.join() === "'none'");
    expect(closed.map(([name]) => name)).toEqual([
      'base-uri',
      'form-action',
      'frame-ancestors',
      'trusted-types',
    ]);
    expect(rest['require-trusted-types-for']).toEqual(["'script'"]);
    expect(Object.keys(rest)).toHaveLength(own.length + closed.length + 1);
  });

  test.each(['popup.html', 'options.html', 'confirm.html', 'dashboard.html', 'report.html'])(
    'needs no exception for %s',
    (file) => {
      const page = readFileSync(built(target, file), 'utf8');
      expect(page).not.toMatch(
        /<style|\sstyle=|\son\w+=|javascript:|<base|<iframe|<object|<embed|http-equiv/i,
      );
      for (const [script] of page.matchAll(/<script[^>]*>[^<]*/g))
        expect(script).toMatch(/^<script[^>]* src="\/[^"]+"[^>]*>$/);
      for (const [, address] of page.matchAll(/(?:src|href)="([^"]*)"/g))
        expect(address).toMatch(/^\/(?!\/)/);
    },
  );
});

test.each(['chrome', 'firefox'])(
  'the package for %s holds no map of its sources and no hidden file',
  (target) => {
    const files = readdirSync(built(target, '.'), { recursive: true, encoding: 'utf8' });
    expect(files).toContain('manifest.json');
    expect(files.filter((file) => /\.map$|(^|[/\\])\./.test(file))).toEqual([]);
  },
);

test.each(['chrome', 'firefox'])('no script for %s asks to run in the world of a page', (target) => {
  const scripts = readdirSync(built(target, '.'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.js'),
  );
  expect(scripts.length).toBeGreaterThan(3);
  for (const file of scripts) expect(readFileSync(built(target, file), 'utf8')).not.toMatch(/['"`]MAIN['"`]/);
});
