// biome-ignore-all lint/correctness/noUnusedVariables: the harness calls these functions by name.
// Runs inside Firefox's own window, in one function body with `about` ({ addonId, baseUrl }) above it.
// Nothing here is imported: the harness sends the text of this file.

const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
const extensionOf = () => WebExtensionPolicy.getByID(about.addonId).extension;
const apiOf = (name) => ExtensionParent.apiManager.getAPI(name, extensionOf(), 'addon_parent');

/** Uncaught errors and CSP violations of the add-on's pages and background arrive in the console service. */
function startListening() {
  window.harnessHeard = [];
  window.harnessListener = {
    observe(message) {
      let error;
      try {
        error = message.QueryInterface(Ci.nsIScriptError);
      } catch {
        return; // a plain line of text, which has no source
      }
      const violation = error.category.startsWith('CSP');
      const warning = (error.flags & Ci.nsIScriptError.warningFlag) !== 0;
      const blockedRequest = error.category.startsWith('CORS');
      if (!error.sourceName.startsWith(about.baseUrl) || blockedRequest || (warning && !violation)) return;
      const where = error.sourceName.slice(about.baseUrl.length);
      window.harnessHeard.push(`${violation ? 'security' : 'exception'} in ${where}: ${error.errorMessage}`);
    },
  };
  Services.console.registerListener(window.harnessListener);
  listenToRequests();
}

/** Every request passes here before its name is looked up, with the principal on whose behalf it is made. */
function listenToRequests() {
  window.harnessAsked = new Map();
  window.harnessRequests = {
    observe(subject) {
      const channel = subject.QueryInterface(Ci.nsIHttpChannel);
      const { host } = channel.URI;
      const by = askerOf(channel.loadInfo);
      window.harnessAsked.set(`${by} ${host}`, { by, host });
    },
  };
  for (const topic of ['http-on-opening-request', 'http-on-modify-request']) {
    Services.obs.addObserver(window.harnessRequests, topic);
  }
}

function askerOf(loadInfo) {
  const principals = [loadInfo.triggeringPrincipal, loadInfo.loadingPrincipal];
  const isOurs = (principal) =>
    [principal?.addonPolicy, principal?.contentScriptAddonPolicy].some(
      (policy) => policy?.id === about.addonId,
    );
  if (principals.some(isOurs)) return 'extension';
  if (principals[0].isContentPrincipal) return 'page';
  if (loadInfo.externalContentPolicyType === Ci.nsIContentPolicy.TYPE_DOCUMENT) return 'tab';
  return principals[0].isSystemPrincipal ? 'browser' : 'page';
}

function asked() {
  return [...window.harnessAsked.values()];
}

function heard() {
  return window.harnessHeard;
}

function setPreference(name, value) {
  Services.prefs.setBoolPref(name, value);
}

async function revoke(origins) {
  const { ExtensionPermissions } = ChromeUtils.importESModule(
    'resource://gre/modules/ExtensionPermissions.sys.mjs',
  );
  await ExtensionPermissions.remove(about.addonId, { origins, permissions: [] }, extensionOf());
}

/** A window without a screen counts as inactive, and an inactive window opens no panel. */
function focusWindow() {
  window.focus();
  Services.focus.focusedWindow = window;
}

/** Waits beside the caller for the prompt, says no, and switches prompts off again. */
function denyPrompt(preference) {
  focusWindow();
  const watch = window.setInterval(() => {
    const prompt = window.document.getElementById('notification-popup').firstElementChild;
    if (!prompt || !prompt.secondaryButton) return;
    window.clearInterval(watch);
    prompt.secondaryButton.click();
    Services.prefs.setBoolPref(preference, false);
  }, 100);
}

async function stopBackground() {
  await extensionOf().terminateBackground({ disableResetIdleForTest: true, ignoreDevToolsAttached: true });
}

async function addon() {
  const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
  return AddonManager.getAddonByID(about.addonId);
}

async function reload() {
  await (await addon()).reload();
}

async function switchOff() {
  await (await addon()).disable();
}

function backgroundState() {
  return extensionOf().backgroundState;
}

function notifications() {
  const shown = {};
  for (const [id, notification] of apiOf('notifications').notificationsMap) {
    shown[id] = { title: notification.options.title, message: notification.options.message };
  }
  return shown;
}

/** What the alert service reports to the add-on's notification when a person clicks it. */
function clickNotification(id) {
  const notification = apiOf('notifications').notificationsMap.get(id);
  if (!notification) throw new Error(`no notification ${id} is shown`);
  notification.observe(null, 'alertclickcallback', id);
}

/** What Firefox's own controls tell the add-on; for what is typed, what it offers in return. */
async function gesture({ kind, text, item, selection, command }) {
  const { ExtensionSearchHandler } = ChromeUtils.importESModule(
    'resource://gre/modules/ExtensionSearchHandler.sys.mjs',
  );
  const typed = { keyword: 'lg', text: `lg ${text}`, inPrivateWindow: false };
  const offered = (data) => new Promise((resolve) => void ExtensionSearchHandler.handleSearch(data, resolve));
  if (kind === 'typed') {
    const others = await offered(typed);
    const first = ExtensionSearchHandler.getDescription(typed.keyword);
    ExtensionSearchHandler.handleInputCancelled();
    return { first, others };
  }
  if (kind === 'entered') {
    await offered(typed);
    ExtensionSearchHandler.handleInputEntered(typed.keyword, typed.text, 'tab');
  }
  if (kind === 'menu') {
    const info = { menuItemId: item, selectionText: selection, modifiers: [], editable: false };
    extensionOf().emit('webext-menu-menuitem-click', info, window.gBrowser.selectedTab);
  }
  if (kind === 'keys') extensionOf().shortcuts.onCommand(command);
  return null;
}

function badge() {
  return ExtensionParent.apiManager.global.browserActionFor(extensionOf()).action.getContextData(null)
    .badgeText;
}

function emulate(media) {
  const set = (name, value) =>
    value === null ? Services.prefs.clearUserPref(name) : Services.prefs.setIntPref(name, value);
  const schemes = { dark: 0, light: 1 };
  set('layout.css.prefers-color-scheme.content-override', schemes[media.colorScheme] ?? null);
  set('ui.prefersReducedMotion', media.reducedMotion ? 1 : null);
  set('browser.display.document_color_use', media.forcedColors ? 2 : null);
  for (const { linkedBrowser } of window.gBrowser.tabs) {
    linkedBrowser.browsingContext.mediumOverride = media.print ? 'print' : '';
  }
}

async function openPopup() {
  focusWindow();
  await ExtensionParent.apiManager.global.browserActionFor(extensionOf()).openPopup(window);
}
