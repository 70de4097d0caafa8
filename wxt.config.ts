import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';
import { contentSecurityPolicy, optionalOrigins } from './lib/providers/origins';

export default defineConfig({
  modules: ['@wxt-dev/webextension-polyfill'],
  manifestVersion: 3,
  publicDir: 'assets/public',
  imports: false,
  // Every browser that is supported preloads modules itself; the stand-in for it would call `fetch` in the pages.
  // Without `cssTarget`, `:dir(rtl)` becomes a list of languages, which says nothing of a page's own direction.
  vite: () => ({
    plugins: [preact()],
    build: { modulePreload: { polyfill: false }, cssTarget: ['chrome120', 'firefox140'] },
  }),
  manifest: ({ browser }) => ({
    name: '__MSG_extensionName__',
    description: '__MSG_extensionDescription__',
    default_locale: 'en',
    permissions: ['storage', 'alarms', 'notifications', 'scripting', 'contextMenus'],
    omnibox: { keyword: 'lg' },
    commands: {
      _execute_action: { suggested_key: { default: 'Alt+Shift+L' } },
      // No key of its own: one that starts something is for the person to choose.
      'back-up-current': { description: '__MSG_commandBackUp__' },
    },
    optional_host_permissions: [...optionalOrigins()],
    content_security_policy: { extension_pages: contentSecurityPolicy() },
    // A private window has a storage of its own: it would show an empty fleet, which is never true.
    incognito: 'not_allowed',
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'lastgood@lastgood.invalid',
              strict_min_version: '140.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : { minimum_chrome_version: '120' }),
  }),
  // What a build needs and a reviewer reads, and nothing that happens to lie about.
  zip: {
    excludeSources: ['**'],
    includeSources: [
      ...['README.md', 'CHANGELOG.md', 'LICENSE', '.npmrc', 'package.json', 'package-lock.json'],
      ...['tsconfig.json', 'wxt.config.ts'],
      ...['assets', 'components', 'docs', 'entrypoints', 'lib', 'modules'].map((folder) => `${folder}/**`),
    ],
  },
});
