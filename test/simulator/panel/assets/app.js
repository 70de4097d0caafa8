import { element, loadServers, query, spread, stranger, table, tableRow } from '/panel-assets/build.js';

/** The client-rendered panel: every navigation draws the whole root anew, as many frameworks do. */

const LINE_PX = 42;
const LINES = 14;
const virtual = query.has('virtual');
const listPath = location.pathname + location.search;
const drawnOften = new Set();

let servers = await loadServers();
let strangers = 0;
if (virtual) servers = spread(servers, Number(query.get('rows') ?? 2000));

function go(path) {
  history.pushState(null, '', path);
  draw();
}

function follow(event) {
  event.preventDefault();
  go(event.currentTarget.getAttribute('href'));
}

function change(edit) {
  edit();
  draw();
}

function button(text, act) {
  return element('button', { type: 'button', click: act }, text);
}

function list() {
  const rowsOf = () => document.querySelector('#root tbody').rows;
  return [
    element('h1', {}, 'Servers'),
    element(
      'p',
      {},
      // These touch single rows, and leave the others as they are.
      button('Add a row', () => {
        const added = stranger(strangers++);
        servers.push(added);
        rowsOf()[0].parentNode.append(tableRow(added, follow));
      }),
      button('Remove the first row', () => {
        servers.shift();
        rowsOf()[0].remove();
      }),
      button('Remove the last row', () => {
        servers.pop();
        rowsOf()[servers.length].remove();
      }),
      button('Reverse the rows', () => {
        servers.reverse();
        rowsOf()[0].parentNode.append(...[...rowsOf()].reverse());
      }),
      // These draw everything anew.
      button('Draw again', () => draw()),
      button('Put the first last', () => change(() => servers.push(servers.shift()))),
      button('Draw every second', () => drawnOften.add(setInterval(draw, 1000))),
      button('Stop drawing', () => {
        for (const timer of drawnOften) clearInterval(timer);
      }),
      button('Replace the body', replaceBody),
    ),
    virtual ? virtualTable() : table(servers.map((server) => tableRow(server, follow))),
  ];
}

/** A few lines for all rows: each line says another server's name when it has scrolled out of sight. */
function virtualTable() {
  const lines = Array.from({ length: LINES }, () => {
    const link = element('a', { href: '#', click: follow }, ' ');
    const address = element('span', {}, ' ');
    const line = element('div', { class: 'line', role: 'row' }, element('span', {}, link), address);
    return { line, link, address, shown: -1 };
  });
  const space = element('div', {}, ...lines.map(({ line }) => line));
  const viewport = element('div', { class: 'viewport', role: 'table', tabindex: '0' }, space);
  space.style.height = `${servers.length * LINE_PX}px`;
  const place = () => {
    const first = Math.min(Math.floor(viewport.scrollTop / LINE_PX), Math.max(0, servers.length - LINES));
    for (let at = first; at < Math.min(first + LINES, servers.length); at += 1) {
      const used = lines[at % LINES];
      if (used.shown === at) continue;
      used.shown = at;
      used.line.style.top = `${at * LINE_PX}px`;
      used.link.setAttribute('href', servers[at].path);
      used.link.firstChild.data = servers[at].name;
      used.address.firstChild.data = servers[at].address;
    }
  };
  viewport.addEventListener('scroll', place);
  place();
  return viewport;
}

function serverView(server) {
  const lost = (text) => element('button', { type: 'button', 'data-expect': 'guard' }, text);
  return [
    element(
      'p',
      {},
      button('Back to the list', () => go(listPath)),
    ),
    element('section', { class: 'card' }, element('h1', {}, server.name), element('p', {}, server.address)),
    element('section', { class: 'card danger' }, lost('Reinstall'), ' ', lost('Delete server')),
  ];
}

function draw() {
  const server = servers.find(({ path }) => path === location.pathname);
  const root = document.getElementById('root');
  root.replaceChildren(...(server ? serverView(server) : list()));
  window.drawn = (window.drawn ?? 0) + 1;
}

function replaceBody() {
  const body = document.createElement('body');
  body.append(element('main', {}, element('div', { id: 'root' })));
  document.body.replaceWith(body);
  draw();
}

addEventListener('popstate', draw);
draw();
