import type { ServerId } from '../model/account';
import type { PanelView } from '../model/panel';
import { MINUTE_MS, SECOND_MS } from '../model/time';
import type { Request } from './button';
import { createCorner } from './corner';
import { createDock } from './dock';
import { type Deeds, type Feature, show } from './feature';
import { createGuard } from './guard';
import { hookOf } from './hook';
import { keepMarks } from './keep';
import { removeLeftovers } from './leftovers';
import { createLegacyOffer } from './legacy-offer';
import type { Moment } from './mark';
import { type Index, indexOf } from './match';
import { watchPage } from './observe';
import { extensionPort, type PanelPort } from './port';
import { isSecretPage } from './secret-page';
import { look as read } from './sight';

/** Ages move on this often; a mark hides itself when three of these beats do not come. */
const BEAT_MS = 30 * SECOND_MS;
/** Changes are told of; asking this often makes up for what was not told. */
const ASK_ANEW_MS = 2 * MINUTE_MS;
/** A view that nobody confirmed for this long says nothing any more. */
const FORGET_MS = 15 * MINUTE_MS;
const ASK_AGAIN_AFTER_MS = 5 * SECOND_MS;
/** How long what became of a click stands in place of the button. */
const TOLD_MS = { requested: MINUTE_MS, asked: 10 * SECOND_MS, notStarted: 15 * SECOND_MS } as const;

/** Set in the script's own world, which the page cannot see: what stops the run before this one. */
const world = globalThis as { lastgoodStop?: () => void };

/**
 * Shows the age of the last good backup in a provider's panel, for as long as the page is open and the extension is
 * there. Gives what ends it and takes everything away. A second run in the same page ends the first.
 */
export function startPanel(port: PanelPort = extensionPort, featuresOf = allFeatures): () => void {
  world.lastgoodStop?.();
  removeLeftovers();
  const stopping = new AbortController();
  const { signal } = stopping;
  const hook = hookOf(location.origin);

  let known: { readonly view: PanelView; readonly index: Index } | null = null;
  let heardAt = Date.now();
  let moment: Moment;
  let address = '';
  let asking = false;
  let askAgain = false;
  let triedAt = 0;
  const told = new Map<ServerId, Request>();

  const features = featuresOf({
    backUp,
    remember: (serverId, legacyId) => void port.send('panelRemember', { serverId, legacyId }),
    decline: (serverId) => void port.send('panelDecline', { serverId }),
    lookAgain: () => watch.request(),
  });
  const watch = watchPage(look, signal);

  function forget(): void {
    known = null;
    show(features, null);
  }

  function look(): void {
    address = location.href;
    if (!port.isAlive()) stop();
    else if (isSecretPage(document)) forget();
    else if (known) {
      const { view, index } = known;
      show(features, { view, sight: read(document, index, hook), moment });
    } else if (Date.now() - triedAt > ASK_AGAIN_AFTER_MS) void ask();
  }

  /** Everything that is drawn says what is true now. */
  function refresh(): void {
    moment = { now: Date.now(), told };
    watch.now();
  }

  async function ask(): Promise<void> {
    askAgain = asking;
    if (asking || isSecretPage(document)) return;
    asking = true;
    triedAt = Date.now();
    const result = await port.send('panelView', {});
    asking = false;
    if (signal.aborted) return;
    if (result.ok) {
      const view = result.value;
      known = { view, index: indexOf(view) };
      heardAt = Date.now();
      // What the operation itself shows is more than that it was requested.
      for (const { id, operation } of view.servers) if (operation?.state === 'running') told.delete(id);
    } else if (result.trouble.kind !== 'noBackground') forget();
    refresh();
    if (askAgain) void ask();
  }

  async function backUp(serverId: ServerId): Promise<void> {
    if (told.has(serverId)) return;
    tell(serverId, 'requested');
    const result = await port.send('panelBackUp', { serverId });
    const kind = result.ok ? result.value.kind : 'notStarted';
    if (kind === 'started') void ask();
    else tell(serverId, kind);
  }
  function tell(serverId: ServerId, what: Request): void {
    told.set(serverId, what);
    refresh();
    setTimeout(() => {
      if (told.get(serverId) !== what) return;
      told.delete(serverId);
      refresh();
    }, TOLD_MS[what]);
  }

  function onBeat(): void {
    const ageMs = Date.now() - heardAt;
    if (ageMs > FORGET_MS) forget();
    refresh();
    if (known && !document.hidden && ageMs > ASK_ANEW_MS) void ask();
  }
  const beat = setInterval(onBeat, BEAT_MS);
  document.addEventListener('visibilitychange', onBeat, { signal });
  // The address may change though the page does not, and the extension may go.
  const pulse = setInterval(() => {
    if (address !== location.href || !port.isAlive()) watch.now();
  }, SECOND_MS);
  const unhear = port.onChanged(ask);

  function stop(): void {
    if (signal.aborted) return;
    stopping.abort();
    clearInterval(beat);
    clearInterval(pulse);
    forget();
    if (port.isAlive()) unhear();
  }
  world.lastgoodStop = stop;
  refresh();
  return stop;
}

/** The parts that draw; each stands or falls by itself. */
function allFeatures(deeds: Deeds): readonly Feature[] {
  const corner = createCorner();
  const keep = keepMarks(deeds);
  return [
    { name: 'badges', show: (scene) => keep(scene ? scene.sight.anchors : [], scene) },
    createGuard(deeds),
    createDock(deeds, corner),
    createLegacyOffer(deeds, corner),
  ];
}
