import { html, type Markup } from './html';
import type { PanelRow } from './rows';
import { type PanelLanguage, words } from './words';

/** The servers in a table, each name a link to the server's page below `base`. */
export function table(rows: readonly PanelRow[], language: PanelLanguage = 'en', base = ''): Markup {
  const text = words[language];
  return html`<table class="card">
<thead><tr><th>${text.name}</th><th>${text.address}</th><th>${text.plan}</th><th>${text.status}</th></tr></thead>
<tbody>${rows.map(
    (row) => html`
<tr><td><a href="${base}${row.path}">${row.name}</a></td><td>${row.address}</td><td>${row.plan}</td><td>${row.status}</td></tr>`,
  )}
</tbody>
</table>`;
}

/** Cards that say the hostname and the address, and link nowhere. */
export function cards(rows: readonly PanelRow[]): Markup {
  return html`<div class="cards">${rows.map(
    (row) => html`
<article class="card">
<div class="card-title">${row.hostname}</div>
<div>${row.address}</div>
<div class="muted">${row.plan} · ${row.status}</div>
</article>`,
  )}
</div>
<p>Need help? Write to support and name your server, such as ${rows[0]?.hostname ?? 'the first one'}.</p>`;
}

/** Names that say too little, and addresses that say something else. `accounts`: the servers of each. */
export function ambiguous(rows: readonly PanelRow[], accounts: readonly (readonly PanelRow[])[]): Markup {
  return html`<h1>Everything</h1>
<section id="names"><h2>By name alone</h2>
<ul>${rows.map((row) => html`<li><span>${row.name}</span> <span>${row.hostname}</span></li>`)}</ul></section>
<section id="addresses"><h2>With address</h2>
<table><tbody>${rows.map(
    (row) => html`
<tr><td>${row.name}</td><td>${row.hostname}</td><td>${row.address}</td></tr>`,
  )}</tbody></table></section>
<section id="links"><h2>With links</h2>
<table><tbody>${rows.map(
    (row) => html`
<tr><td><a href="${row.path}">${row.name}</a></td><td>${row.hostname}</td></tr>`,
  )}</tbody></table></section>
<section id="invoices"><h2>Invoices and tickets</h2>
<table><tbody>${rows.map(
    (row) => html`
<tr><td><a href="/invoices/${row.id}">Invoice ${row.id}</a></td><td>VPS, one month</td><td>12.00</td></tr>
<tr><td><a href="/tickets/${row.id}">#${row.id}</a></td><td>${row.id}</td><td>Closed</td></tr>`,
  )}</tbody></table></section>
${accounts.map((own, at) => html`<section id="account-${at + 1}"><h2>Account ${at + 1}</h2>${table(own)}</section>`)}`;
}
