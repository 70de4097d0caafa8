/** A server's page: the way from "Reinstall" over a question, and a record of every click that the page gets. */

window.panelClicks = [];
addEventListener(
  'click',
  (event) => {
    const control = event.target instanceof Element ? event.target.closest('[data-kind]') : null;
    if (control) window.panelClicks.push({ kind: control.dataset.kind, trusted: event.isTrusted });
  },
  true,
);

const dialog = document.getElementById('confirm');
document.getElementById('reinstall')?.addEventListener('click', () => dialog.showModal());
document.getElementById('dismiss')?.addEventListener('click', () => dialog.close());
