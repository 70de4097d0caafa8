// @vitest-environment happy-dom
import { beforeAll, describe, expect, test } from 'vitest';
import type { PanelServer } from '../../../lib/model/panel';
import { hookOf } from '../../../lib/panel/hook';
import { indexOf } from '../../../lib/panel/match';
import { look } from '../../../lib/panel/sight';
import { panel as hostupPanel } from '../../../lib/providers/hostup/panel';
import { providerInfos } from '../../../lib/providers/origins';
import { aPanelServer, aView, furnishWindow, mail, showPage } from './page';

beforeAll(furnishWindow);

const app = aPanelServer();
/** Servers of a provider that counts them. */
const seven = aPanelServer({
  id: '12345',
  hostname: 'seven.example.net',
  name: 'seven',
  addresses: ['198.51.100.7'],
});
const eight = aPanelServer({
  id: '12346',
  hostname: 'eight.example.net',
  name: 'eight',
  addresses: ['198.51.100.8'],
});

function sightOf(servers: readonly PanelServer[], markup: string, path = '/', hook = hookOf('')) {
  showPage(path, markup);
  return look(document, indexOf(aView(...servers)), hook);
}

/** Where the marks go: the element as `tag.id` or its text, the server's name, and the place unless it is a row. */
function marks(servers: readonly PanelServer[], markup: string, path = '/'): readonly string[] {
  return sightOf(servers, markup, path).anchors.map(
    ({ element, server, place }) =>
      `${server.name} at ${element.localName}${element.id && `#${element.id}`}${place === 'row' ? '' : `, ${place}`}`,
  );
}

describe('servers in lists', () => {
  test('a table with links: one mark in each row, at the name', () => {
    const row = (server: PanelServer, id: string) =>
      `<tr><td><a id="${id}" href="/vps/${server.id}">${server.name}</a></td><td>${server.addresses[0]}</td>
       <td><a href="/vps/${server.id}/console">Console</a></td></tr>`;
    expect(marks([app, mail], `<table>${row(app, 'a')}${row(mail, 'b')}</table>`)).toEqual([
      'app-01 at a#a',
      'mail-02 at a#b',
    ]);
  });

  test('a table of text alone, in any case and with indentation', () => {
    const markup = `<table><tr><td id="a">
        APP-01.example.com
      </td><td>Running</td></tr><tr><td id="b">192.0.2.11</td></tr></table>`;
    expect(marks([app, mail], markup)).toEqual(['app-01 at td#a', 'mail-02 at td#b']);
  });

  test('cards without links: the card is one, however much of the server it names', () => {
    const card = ({ name, hostname, addresses }: PanelServer) =>
      `<div class="card"><h3>${name}</h3><ul><li>${hostname}</li><li>${addresses[0]}</li></ul></div>`;
    expect(marks([app, mail], `<div>${card(app)}${card(mail)}</div>`)).toEqual([
      'app-01 at h3',
      'mail-02 at h3',
    ]);
  });

  test('a name that is a common word marks where the address beside it decides, and nowhere else', () => {
    const web = aPanelServer({ id: 'vps_web001', name: 'web', hostname: null, addresses: ['192.0.2.30'] });
    const markup = `<p>web</p><table>
      <tr><td id="a">web</td><td>192.0.2.30</td></tr>
      <tr><td>mail-02</td><td>192.0.2.11</td></tr></table><footer>Web</footer>`;
    expect(marks([web, mail], markup)).toEqual(['web at td#a', 'mail-02 at td']);
  });

  test('the only server of an account: its common name far from what decides is none', () => {
    const web = aPanelServer({ id: 'vps_web001', name: 'web', hostname: null, addresses: ['192.0.2.30'] });
    expect(marks([web], '<h2>Web</h2><p id="a">192.0.2.30</p>')).toEqual(['web at p#a']);
    const row = '<table><tr><td id="b">web</td><td>192.0.2.30</td></tr></table>';
    expect(marks([web], row)).toEqual(['web at td#b']);
  });

  test('what stands between the texts moves none of them: comments, code, letters that grow in lower case', () => {
    const markup = `<p>İ İ İ</p><!-- app-01 --><script type="application/json">{"a":"İ"}</script><table>
      <tr><td>Σ<!-- x --></td><td id="a">APP-01</td></tr><tr><td>😀</td><td id="b">192.0.2.11</td></tr></table>`;
    expect(marks([app, mail], markup)).toEqual(['app-01 at td#a', 'mail-02 at td#b']);
  });

  test('a list that is one article as a whole: each server is marked where it is named best', () => {
    const markup = `<article><p id="a">192.0.2.10</p><p id="b">192.0.2.11</p><p id="c">app-01.example.com</p>
      <p id="d">192.0.2.10</p></article>`;
    expect(marks([app, mail], markup)).toEqual(['app-01 at p#c', 'mail-02 at p#b']);
  });

  test('the same server in two listings is marked in both, and in each entry of a log', () => {
    const markup = `<ul><li>app-01</li></ul><ol><li>app-01</li><li>app-01</li></ol>`;
    expect(marks([app, mail], markup)).toHaveLength(3);
  });

  test('ways through the panel, fields and code are passed over', () => {
    const markup = `<nav><a href="/vps/${app.id}">app-01</a></nav><ul role="menu"><li>app-01</li></ul>
      <select><option>app-01</option></select><script type="application/json">app-01</script>
      <textarea>app-01</textarea><div contenteditable="true">app-01</div><style>app-01</style>`;
    expect(marks([app], markup)).toEqual([]);
  });
});

describe('what decides', () => {
  test('an ambiguous name marks only where an id or an address decides', () => {
    const twin = { ...mail, name: 'app-01', hostname: app.hostname };
    const markup = `<table>
      <tr><td>app-01</td><td>app-01.example.com</td></tr>
      <tr><td id="a">app-01</td><td>192.0.2.10</td></tr>
      <tr><td id="b"><a id="c" href="/vps/${twin.id}">app-01</a></td></tr></table>`;
    expect(marks([app, twin], markup)).toEqual(['app-01 at td#a', 'app-01 at a#c']);
    const [first, second] = sightOf([app, twin], markup).anchors;
    expect([first?.server.id, second?.server.id]).toEqual([app.id, twin.id]);
  });

  test('a hostname that is the name of two servers marks neither by itself', () => {
    const one = { ...app, name: 'app.example.com', hostname: 'app.example.com' };
    const other = { ...mail, name: 'app.example.com', hostname: 'app.example.com' };
    const markup = `<table><tr><td id="a">app.example.com</td></tr>
      <tr><td id="b">app.example.com</td><td>192.0.2.11</td></tr></table>`;
    expect(marks([one, other], markup)).toEqual(['app.example.com at td#b']);
    expect(sightOf([one, other], markup).anchors[0]?.server.id).toBe(other.id);
  });

  test('a link decides over an address, an address over a name', () => {
    const markup = `<table><tr><td><a href="/vps/${app.id}">x</a></td><td>192.0.2.11</td></tr>
      <tr><td>app-01</td><td>192.0.2.11</td></tr></table>`;
    expect(sightOf([app, mail], markup).anchors.map(({ server }) => server.name)).toEqual([
      'app-01',
      'mail-02',
    ]);
  });

  test.each([
    ['/servers/12345', true],
    ['/server/12345/edit', true],
    ['https://panel.example/cloud-vps/12345', true],
    ['/instance/12345', true],
    ['/x?vm_id=12345', true],
    ['#/vps/12345', true],
    ['/invoices/12345', false],
    ['/x?invoice=12345', false],
    ['/servers/123456', false],
    ['/servers/1/12345', false],
    ['mailto:servers/12345', false],
    ['/dns-servers/12345', false],
  ])('a bare number in %s: %s', (address, counts) => {
    const markup = `<ul><li><a href="${address}">Open</a></li></ul>`;
    expect(marks([seven, eight], markup)).toHaveLength(counts ? 1 : 0);
  });

  test('an invoice with a server’s number gets nothing, beside the hostname of two it says which is meant', () => {
    const twin = { ...eight, hostname: seven.hostname };
    const markup = `<table><tr><td>12345</td><td><a href="/invoices/12345">Invoice 12345</a></td></tr>
      <tr><td id="a">seven.example.net</td><td><a href="/products/12345">Show</a></td></tr></table>`;
    expect(
      sightOf([seven, twin], markup).anchors.map(({ server, element }) => `${server.id} ${element.id}`),
    ).toEqual(['12345 a']);
  });

  test('the number of the older API counts as an id', () => {
    const numbered = { ...app, legacyId: '777' };
    expect(marks([numbered], '<ul><li><a href="/instance/777">Open</a></li></ul>')).toHaveLength(1);
  });
});

describe("a server's own page", () => {
  const page = `<h1>Server app-01 (running)</h1><table><tr><td>Hostname</td><td>app-01.example.com</td></tr>
    <tr><td>IP</td><td>192.0.2.10</td></tr></table><ul><li>mail-02</li></ul>`;

  test('the heading that names it has the one mark, other servers keep theirs', () => {
    expect(marks([app, mail], page, `/vps/${app.id}/backups`)).toEqual([
      'mail-02 at li',
      'app-01 at h1, heading',
    ]);
  });

  test('a heading that is hidden, or of another name, has none', () => {
    const markup = `<h1 hidden>app-01</h1><h2>app-010</h2><p id="a">192.0.2.10</p>`;
    expect(marks([app], markup, `/vps/${app.id}`)).toEqual(['app-01 at p#a']);
    expect(sightOf([app], '<h1>Overview</h1>', `/vps/${app.id}`)).toEqual({
      about: app,
      anchors: [],
      number: null,
    });
  });

  test.each([
    ['/servers/12345', '', 'seven'],
    ['/product/12345', '', undefined],
    ['/product/12345', '<p>198.51.100.7</p>', 'seven'],
    ['/product/12345', '<p>198.51.100.8</p>', undefined],
    ['/x#/vm/12346', '', 'eight'],
    ['/', '<h1>seven.example.net</h1>', 'seven'],
    ['/', '<h1>seven.example.net</h1><p>198.51.100.8</p>', undefined],
  ])('%s with “%s” is about %s', (path, markup, name) => {
    expect(sightOf([seven, eight], markup, path).about?.name).toBe(name);
  });
});

describe('a page that is known by its address', () => {
  const open = { ...app, wantsLegacyId: true };
  const sight = (path: string, markup: string, servers = [open, mail]) =>
    sightOf(servers, markup, path, hostupPanel);

  test('the hook belongs to the origin of the provider’s panel', () => {
    expect(providerInfos.map(({ panelOrigin }) => hookOf(panelOrigin))).toContain(hostupPanel);
    expect(hookOf('https://elsewhere.example')).toBeNull();
  });

  test.each([`/instance/${app.id}`, `/sv/instance/${app.id}`, `/en/instance/${app.id}/backups`])(
    '%s',
    (path) => {
      expect(sight(path, '')).toMatchObject({ about: { id: app.id }, number: null });
    },
  );

  test('an unknown number is offered where one server alone is named by hostname or address', () => {
    expect(sight('/instance/18484', '<p>192.0.2.10</p>')).toMatchObject({
      about: { id: app.id },
      number: '18484',
    });
    expect(sight('/instance/18484', '<p>app-01</p>').about).toBeNull();
    expect(sight('/instance/18484', '<p>192.0.2.10</p><p>192.0.2.11</p>').about).toBeNull();
    expect(sight('/invoice/18484', '<p>192.0.2.10</p>').about).toBeNull();
    expect(sight('/instance/18484', '<p>192.0.2.10</p>', [{ ...open, legacyId: '18484' }])).toMatchObject({
      about: { id: app.id },
      number: null,
    });
  });
});
