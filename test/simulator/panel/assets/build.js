/** What the panel's own scripts draw with. */

export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'function') made.addEventListener(name, value);
    else made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

export const query = new URLSearchParams(location.search);

export async function loadServers() {
  const answer = await fetch(`/panel-assets/servers.json${location.search}`);
  return answer.json();
}

/** A server that no account of the extension knows. */
export function stranger(number) {
  const name = `other-${String(number).padStart(4, '0')}`;
  return {
    id: String(9_000_000 + number),
    path: `/instance/${9_000_000 + number}`,
    name,
    hostname: `${name}.example.org`,
    address: `198.18.${number >> 8}.${number & 255}`,
    plan: 'VPS S',
    status: 'Running',
  };
}

/** The servers, spread evenly among so many strangers that there are `count` rows. */
export function spread(servers, count) {
  const every = Math.max(1, Math.floor(count / Math.max(1, servers.length)));
  return Array.from({ length: Math.max(count, servers.length) }, (_, at) =>
    at % every === 0 && servers[at / every] ? servers[at / every] : stranger(at),
  );
}

export function tableRow(server, onFollow) {
  const link = element('a', { href: server.path, ...(onFollow ? { click: onFollow } : {}) }, server.name);
  return element(
    'tr',
    {},
    element('td', {}, link),
    element('td', {}, server.address),
    element('td', {}, server.plan),
    element('td', {}, server.status),
  );
}

export function table(rows) {
  const head = ['Name', 'IP', 'Plan', 'Status'].map((text) => element('th', {}, text));
  return element(
    'table',
    { class: 'card' },
    element('thead', {}, element('tr', {}, ...head)),
    element('tbody', {}, ...rows),
  );
}
