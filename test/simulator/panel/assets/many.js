import { element, loadServers, query, spread, table, tableRow } from '/panel-assets/build.js';

/** Very many rows at once; `window.many` says when they were put into the page. */

const rows = spread(await loadServers(), Number(query.get('rows') ?? 2000));
const bare = query.get('links') === '0';
const drawnRows = rows.map((server) => {
  const row = tableRow(server);
  if (bare) row.cells[0].replaceChildren(element('span', {}, server.hostname));
  return row;
});
document.getElementById('root').append(table(drawnRows));
window.many = { rows: rows.length, drawnAtMs: performance.now() };
