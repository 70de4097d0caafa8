import { extensionAddresses, messages, moves, synthetic } from '/panel-assets/hostile-acts.js';
import { covers } from '/panel-assets/hostile-covers.js';
import { readHost, readPage } from '/panel-assets/hostile-reads.js';

/*
 * A page that attacks the extension, ten times a second for `?seconds=n` (5), counted from when there is something to
 * attack, which it waits for a while.
 *
 * ?do=a,b         these attacks alone: read, click, events, messages, addresses, move, cover, flood (all)
 * ?cover=mode     this cover alone (see hostile-covers.js); without it the covers take turns
 * ?extension=url  the extension's base address, for tries against the real one
 */

const { own, learn, define } = window.__hostile;
const loot = window.__loot;
const query = new URLSearchParams(location.search);
const wanted = query.get('do')?.split(',') ?? null;
const WAITS = 30;
let waited = 0;
let roundsLeft = Number(query.get('seconds') ?? 5) * 10;
const hosts = new Set();

/** The page's own elements are made here; what else appears comes from elsewhere. */
function make(tag) {
  const made = document.createElement(tag);
  own.add(made);
  return made;
}

function discover(found) {
  if (own.has(found) || hosts.has(found)) return;
  hosts.add(found);
  if (found.localName.includes('-')) attempt('define', () => define(found.localName));
}

for (const element of document.querySelectorAll('*')) discover(element);
new MutationObserver((records) => {
  for (const { addedNodes } of records) {
    for (const node of addedNodes) {
      if (!(node instanceof Element)) continue;
      for (const found of [node, ...node.querySelectorAll('*')]) discover(found);
    }
  }
}).observe(document, { childList: true, subtree: true });

function attempt(name, act) {
  loot.tried[name] = (loot.tried[name] ?? 0) + 1;
  try {
    act();
  } catch (error) {
    if (loot.errors.length < 50) loot.errors.push(`${name}: ${error}`);
  }
}

// The page stays where it is, whatever its own controls are made to do.
addEventListener('click', (event) => event.isTrusted || event.preventDefault(), true);
addEventListener('submit', (event) => event.preventDefault(), true);

/** A real click tells its path; nothing inside a closed root may be on it. */
for (const type of ['click', 'pointerdown', 'keydown', 'focusin', 'mouseover', 'animationstart', 'toggle']) {
  addEventListener(
    type,
    (event) => {
      for (const target of event.composedPath()) {
        if (target instanceof Node && target.getRootNode() !== document && target.isConnected) {
          learn(`path of ${type}`, target.textContent);
        }
      }
    },
    true,
  );
}

const attacks = {
  read: () => {
    for (const host of hosts) readHost(host, learn);
    readPage(learn);
  },
  click: () => synthetic.clicks(hosts),
  events: () => synthetic.events(hosts),
  messages: () => messages(query.get('extension'), make),
  addresses: () => loot.rounds === 0 && extensionAddresses(query.get('extension'), make, learn),
  move: () => loot.rounds % 10 === 5 && moves(hosts),
  cover: () => covers(hosts, query.get('cover'), loot.rounds, make),
  flood: () => {
    for (let at = 0; at < 50; at += 1) {
      const made = make('i');
      document.body.append(made);
      made.setAttribute('data-at', at);
      made.remove();
    }
  },
};

const timer = setInterval(() => {
  for (const [name, act] of Object.entries(attacks)) {
    if (wanted === null || wanted.includes(name)) attempt(name, act);
  }
  loot.hosts = [...hosts].filter((host) => host.isConnected).map(seen);
  loot.found = hosts.size;
  loot.rounds += 1;
  if (hosts.size === 0 && waited < WAITS) waited += 1;
  else roundsLeft -= 1;
  if (roundsLeft > 0) return;
  clearInterval(timer);
  loot.finished = true;
}, 100);

/** All that a page may see of a host: where it stands and how large it is. */
function seen(host) {
  const { x, y, width, height } = host.getBoundingClientRect();
  const parent = host.parentElement?.outerHTML.slice(0, 200) ?? null;
  return { html: host.outerHTML.slice(0, 500), text: host.textContent, parent, box: { x, y, width, height } };
}
