import { element, query, stranger, tableRow } from '/panel-assets/build.js';

/** Changes the page very often: texts, attributes, rows that come and go. Counted in `window.flood`. */

const rate = Number(query.get('rate') ?? 1000);
const seconds = Number(query.get('seconds') ?? 10);
const log = document.getElementById('log');
const body = document.querySelector('tbody');

window.flood = { state: 'ready', mutations: 0, startedAtMs: null, endedAtMs: null };

const kinds = [
  (number) => log.append(element('p', {}, `line ${number}`)),
  () => log.firstElementChild?.remove(),
  (number) => log.setAttribute('data-number', number),
  (number) => document.getElementById('count').replaceChildren(String(number)),
  (number) => body.append(tableRow(stranger(number & 0xffff))),
  () => body.lastElementChild.remove(),
];

function flood() {
  const { flood } = window;
  flood.state = 'running';
  flood.startedAtMs = performance.now();
  const timer = setInterval(() => {
    const elapsedMs = performance.now() - flood.startedAtMs;
    const due = Math.min(rate * seconds, Math.floor((elapsedMs / 1000) * rate));
    for (; flood.mutations < due; flood.mutations += 1) {
      kinds[flood.mutations % kinds.length](flood.mutations);
    }
    if (elapsedMs < seconds * 1000) return;
    clearInterval(timer);
    flood.endedAtMs = performance.now();
    flood.state = 'done';
  }, 10);
}

document.getElementById('start').addEventListener('click', flood);
