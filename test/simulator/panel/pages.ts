/*
 * The pages of a provider's web panel, the same set on all three panel hosts, made from the simulator's world.
 *
 * | address                  | what it is                                                          | CSP                     |
 * |--------------------------|---------------------------------------------------------------------|-------------------------|
 * | /                        | server-rendered table; `/sv/`, `/bg/` in these languages            | strict, trusted types   |
 * | /instance/{id}           | a server's page with dangerous controls and harmless look-alikes;   | strict, trusted types   |
 * |                          | also /servers/{id}, /vps/{id}, /server/{id}, /vm/{id}, and below    |                         |
 * |                          | /sv and /bg; {id} may be HostUp's older number                      |                         |
 * | /instance/{id}/{action}  | what a link or a form of that page leads to; noted in `visits`      | strict                  |
 * | /app                     | client-rendered: pushState to the servers' own addresses and back,  | strict, trusted types   |
 * |                          | the whole root drawn anew each time; buttons add, remove and        |                         |
 * |                          | reverse rows, draw every second, replace the whole body             |                         |
 * | /app?virtual=1           | the same with a table whose few rows are used again on scroll;      | strict, trusted types   |
 * |                          | `?rows=n` (2,000) rows, the world's servers spread among strangers  |                         |
 * | /cards                   | cards without links: hostname and address as texts                  | none                    |
 * | /many                    | `?rows=n` (2,000) rows drawn by a script; `?links=0` without links; | strict                  |
 * |                          | `window.many` says when                                             |                         |
 * | /ambiguous               | bare names, addresses, links; invoices and tickets that bear the    | strict                  |
 * |                          | servers' ids; a table for each account                              |                         |
 * | /login                   | a password field beside names of servers; `?late=1`: the field      | strict                  |
 * |                          | comes after 500 ms                                                  |                         |
 * | /otp                     | a one-time-code field beside names of servers                       | strict                  |
 * | /hostile                 | attacks the extension, see assets/hostile.js; writes what it learnt | none                    |
 * |                          | into `window.__loot`; `/hostile/instance/{id}` is a server's page   |                         |
 * | /flood                   | a button that sets off `?rate=n` (1,000) mutations a second for     | strict                  |
 * |                          | `?seconds=n` (10); counted in `window.flood`                        |                         |
 * | /panel-assets/{file}     | scripts and styles of the pages, and servers.json                   |                         |
 *
 * Everywhere `?account=n` shows the servers of the provider's n-th account alone, and `?ids=number` names HostUp's
 * servers by the number of its older API. Every page sets a session's cookie, which no call of the API may carry.
 */
import { readdirSync, readFileSync } from 'node:fs';
import type { SimProvider } from '../types';
import type { World } from '../world';
import { answerWith } from './frame';
import { html } from './html';
import { ambiguous, cards, table } from './lists';
import { type PanelRow, rowById, rowsByAccount, rowsOf } from './rows';
import { askedPage, serverPage } from './server-page';
import { type PanelLanguage, words } from './words';

type Visit = {
  readonly world: World;
  readonly provider: SimProvider;
  readonly path: string;
  readonly rows: readonly PanelRow[];
};

const pages: Readonly<Record<string, (visit: Visit) => Response>> = {
  '/app': () =>
    answerWith({
      title: 'App',
      main: html`<div id="root"></div>`,
      scripts: ['app.js'],
      strictness: 'trusted',
    }),
  '/cards': ({ rows }) =>
    answerWith({ title: 'Cards', main: html`<h1>Servers</h1>${cards(rows)}`, strictness: 'lax' }),
  '/many': () =>
    answerWith({ title: 'Many', main: html`<h1>Servers</h1><div id="root"></div>`, scripts: ['many.js'] }),
  '/ambiguous': ({ world, provider, rows }) =>
    answerWith({ title: 'Everything', main: ambiguous(rows, rowsByAccount(world, provider)) }),
  '/login': ({ rows }) =>
    answerWith({
      title: 'Log in',
      main: html`<h1>Log in</h1><form id="login" method="post" action="/"><label>E-mail <input type="email" name="email" autocomplete="username"></label>
<label id="password">Password <input type="password" name="password" autocomplete="current-password"></label>
<button>Log in</button></form><h2>Recently used</h2>${table(rows)}`,
      scripts: ['login.js'],
    }),
  '/otp': ({ rows }) =>
    answerWith({
      title: 'One-time code',
      main: html`<h1>Confirm that it is you</h1><form method="post" action="/"><label>Code from your app
<input inputmode="numeric" autocomplete="one-time-code" name="code" maxlength="6"></label><button>Confirm</button></form>
<h2>Recently used</h2>${table(rows)}`,
    }),
  '/hostile': ({ rows }) =>
    answerWith({
      title: 'Servers',
      main: html`<h1>Servers</h1>${table(rows, 'en', '/hostile')}`,
      ...hostile,
    }),
  '/flood': ({ rows }) =>
    answerWith({
      title: 'Flood',
      main: html`<h1>Servers</h1><p><button type="button" id="start">Start</button> <output id="count">0</output></p>
${table(rows)}<div id="log"></div>`,
      scripts: ['flood.js'],
    }),
};

const hostile = {
  first: ['hostile-first.js'],
  scripts: ['server.js', 'hostile.js'],
  strictness: 'lax',
} as const;

const SERVER = /^\/(?:instance|servers?|vps|vm)\/([^/]+)(?:\/([^/]+))?\/?$/;

/** The panel's answer to a visit; 404 in its own words where there is no such page. */
export function panelAnswer(world: World, provider: SimProvider, request: Request): Response {
  const url = new URL(request.url);
  const rows = rowsOf(world, provider, url.searchParams);
  if (url.pathname.startsWith('/panel-assets/')) return asset(url.pathname.slice(14), rows);
  if (url.pathname === '/favicon.ico') return new Response(null, { status: 204 });

  const [, prefix = '', path = ''] = /^(\/sv|\/bg|\/hostile)?(\/.*)?$/.exec(url.pathname) ?? [];
  const visit = { world, provider, path, rows };
  const server = SERVER.exec(path);
  if (server?.[1] !== undefined) {
    return aboutServer(visit, prefix, decodeURIComponent(server[1]), server[2] ?? null);
  }
  if (prefix !== '/hostile' && (path === '/' || path === '')) {
    const language = languageOf(prefix);
    const heading = words[language].servers;
    const main = html`<h1>${heading}</h1>${table(rows, language, prefix)}`;
    return answerWith({ title: heading, main, language, strictness: 'trusted' });
  }
  return (pages[url.pathname] ?? notFound)(visit);
}

function aboutServer(visit: Visit, prefix: string, id: string, action: string | null): Response {
  const row = rowById(visit.world, visit.provider, id);
  if (row === null) return notFound();
  if (action !== null) return answerWith({ title: row.name, main: askedPage(row, action) });
  const language = languageOf(prefix);
  const main = serverPage(row, language, prefix);
  if (prefix === '/hostile') return answerWith({ title: row.name, main, ...hostile });
  return answerWith({ title: row.name, main, language, scripts: ['server.js'], strictness: 'trusted' });
}

function languageOf(prefix: string): PanelLanguage {
  return prefix === '/sv' ? 'sv' : prefix === '/bg' ? 'bg' : 'en';
}

function notFound(): Response {
  return answerWith({ title: 'Not found', main: html`<h1>Not found</h1>` }, 404);
}

const folder = new URL('./assets/', import.meta.url);
const types: Readonly<Record<string, string>> = { js: 'text/javascript', css: 'text/css' };

function asset(name: string, rows: readonly PanelRow[]): Response {
  if (name === 'servers.json') {
    return Response.json(
      rows.map(({ backups: _, ...row }) => row),
      { headers: { 'cache-control': 'no-store' } },
    );
  }
  if (!readdirSync(folder).includes(name)) return new Response('Not found', { status: 404 });
  const headers = { 'content-type': types[name.split('.').pop() ?? ''] ?? 'text/plain' };
  return new Response(readFileSync(new URL(name, folder)), { headers });
}
