import { html, type Markup } from './html';
import type { PanelRow } from './rows';
import { type Danger, type Harmless, type PanelLanguage, words } from './words';

const BACKUPS_SHOWN = 3;

/**
 * A server's own page, with every control that destroys or replaces a disk: as buttons, links, form submits, an icon
 * and an item of a menu. `data-expect` says to the tests whether a warning belongs there: not in a menu, where only
 * items may stand.
 */
export function serverPage(row: PanelRow, language: PanelLanguage, base = ''): Markup {
  const text = words[language];
  const path = `${base}${row.path}`;
  const marks = (kind: Danger | Harmless, expect = 'guard') =>
    html`data-expect="${expect}" data-kind="${kind}"`;
  const button = (kind: Danger) => html`<button type="button" ${marks(kind)}>${text[kind]}</button>`;
  const link = (kind: Danger) =>
    html`<a class="button" href="${path}/${kind}" ${marks(kind)}><span>${text[kind]}</span></a>`;
  const form = (kind: Danger) =>
    html`<form method="post" action="${path}/${kind}"><button ${marks(kind)}>${text[kind]}</button></form>`;
  const input = (kind: Danger) =>
    html`<form method="post" action="${path}/${kind}"><input type="submit" value="${text[kind]}" ${marks(kind)}></form>`;
  const icon = (kind: Danger) =>
    html`<button type="button" aria-label="${text[kind]}" ${marks(kind)}><span aria-hidden="true">✕</span></button>`;
  const fine = (kind: Harmless) => html`<button type="button" ${marks(kind, 'none')}>${text[kind]}</button>`;

  return html`<p><a href="${base}/">${text.servers}</a></p>
<section class="card"><h1>${row.name}</h1>
<dl><dt>${text.hostname}</dt><dd>${row.hostname}</dd><dt>${text.address}</dt><dd>${row.address}</dd>
<dt>ID</dt><dd>${row.id}</dd><dt>${text.plan}</dt><dd>${row.plan}</dd></dl></section>
<section class="card"><h2>${text.backups}</h2>
<div>${fine('resetFilter')} ${form('disableBackups')}</div>
<ul class="backups">${row.backups.slice(0, BACKUPS_SHOWN).map(
    (backup) => html`
<li><time datetime="${new Date(backup.createdAt).toISOString()}">${new Date(backup.createdAt).toISOString()}</time>
${form('restore')} ${icon('deleteBackup')}</li>`,
  )}</ul>
<p>${button('rollBack')}</p></section>
<section class="card"><h2>${text.settings}</h2>
<p>${link('resize')} ${button('scaleDown')}</p>
<p>${fine('restoreWindow')} ${fine('deleteSshKey')} ${fine('resetPassword')} ${fine('deleteToken')}</p></section>
<section class="card danger"><h2>${text.danger}</h2>
<p>${text.erases}</p>
<p><button type="button" id="reinstall" ${marks('reinstall')}>${text.reinstall}</button></p>
<div>${form('rebuild')} ${link('reset')} ${input('deleteServer')} ${link('terminate')}</div>
<details><summary>${text.more}</summary><div role="menu"><div role="menuitem" tabindex="0" ${marks('cancelServer', 'none')}>${text.cancelServer}</div></div></details>
</section>
<dialog id="confirm"><h2>${text.reinstall}: ${row.name}</h2>
<form method="post" action="${path}/reinstall"><button ${marks('reinstall')}>${text.reinstall}</button>
<button type="button" id="dismiss" ${marks('cancel', 'none')}>${text.cancel}</button></form></dialog>`;
}

/** What follows a link or a form of that page. */
export function askedPage(row: PanelRow, action: string): Markup {
  return html`<h1>${row.name}</h1><p>The panel was asked: ${action}.</p><p><a href="${row.path}">Back</a></p>`;
}
