import type { PanelView } from '../model/panel';
import { MINUTE_MS, SECOND_MS } from '../model/time';
import { createCorner } from './corner';
import { createDock } from './dock';
import { runFeature } from './feature';
import { createGuard } from './guard';
import { hookOf } from './hook';
import { lapsed } from './lapse';
import { createLegacyOffer } from './legacy-offer';
import { createMarks } from './marks';
import { type Index, indexOf } from './match';
import { isDarkBehind } from './mount';
import { watchPage } from './observe';
import { extensionPort, type PanelPort } from './port';
import { createRequests } from './requests';
import type { Deeds, Feature, Scene } from './scene';
import { isSecretPage } from './secret-page';
import { look, type Sight } from './sight';

/** Ages move on this often; the marks hide themselves when three of these beats do not come. */
const BEAT_MS = 30 * SECOND_MS;
/** How soon a mark goes after the extension was updated or switched off. */
const ALIVE_MS = 5 * SECOND_MS;
/** Changes are told of; this only makes up for what was not told. */
const ASK_ANEW_MS = 5 * MINUTE_MS;
const ASK_AGAIN_AFTER_MS = 5 * SECOND_MS;

export type PanelOptions = {
  readonly port?: PanelPort;
  /** The parts that draw; each is run by itself. */
  readonly featuresOf?: (deeds: Deeds) => readonly Feature[];
};

/** Set in the script's own world, which the page cannot see: what stops the run before this one. */
const running = globalThis as { lastgoodStop?: () => void };

/**
 * Shows the age of the last good backup in a provider's panel, for as long as the page is open and the extension is
 * there. Gives what ends it and takes everything away. A second run in the same page ends the first.
 */
export function startPanel({
  port = extensionPort,
  featuresOf = allFeatures,
}: PanelOptions = {}): () => void {
  running.lastgoodStop?.();
  const stopping = new AbortController();
  const { signal } = stopping;
  const hook = hookOf(location.origin);

  let known: { readonly view: PanelView; readonly index: Index; readonly heardAt: number } | null = null;
  let sight: Sight | null = null;
  let isDark = false;
  let asking = false;
  let askAgain = false;
  let triedAt = Number.NEGATIVE_INFINITY;

  const requests = createRequests(port, afterClick, signal);
  const features = featuresOf({
    backUp: requests.backUp,
    remember: (serverId, legacyId) => void port.remember(serverId, legacyId),
    decline: (serverId) => void port.decline(serverId),
    lookAgain: () => watch.request(),
  });
  const watch = watchPage(lookNow, signal);

  function stop(): void {
    if (signal.aborted) return;
    stopping.abort();
    clearInterval(beat);
    clearInterval(pulse);
    forget();
    if (running.lastgoodStop === stop) delete running.lastgoodStop;
  }

  function forget(): void {
    known = null;
    sight = null;
    for (const { name, clear } of features) runFeature(name, clear);
  }

  function lookNow(): void {
    if (!port.isAlive()) stop();
    else if (isSecretPage(document)) forget();
    else if (known !== null) {
      sight = look(document, known.index, hook);
      draw('show');
    } else if (Date.now() - triedAt > ASK_AGAIN_AFTER_MS) void ask();
  }

  function draw(how: 'show' | 'refresh'): void {
    if (known === null || sight === null) return;
    const scene: Scene = {
      view: lapsed(known.view, Date.now() - known.heardAt),
      sight,
      moment: { now: Date.now(), isDark, requestOf: requests.requestOf },
    };
    for (const feature of features) runFeature(feature.name, () => feature[how](scene));
  }

  async function ask(): Promise<void> {
    askAgain = asking;
    if (asking || signal.aborted || isSecretPage(document)) return;
    asking = true;
    triedAt = Date.now();
    const view = await port.view();
    asking = false;
    if (signal.aborted) return;
    if (view === 'refused') forget();
    else if (view !== 'silent' && !isSecretPage(document)) take(view);
    if (!port.isAlive()) stop();
    else if (askAgain) void ask();
  }

  function take(view: PanelView): void {
    known = { view, index: indexOf(view), heardAt: Date.now() };
    for (const { id, operation } of view.servers) if (operation?.state === 'running') requests.settle(id);
    lookNow();
    refresh();
  }

  /** Everything that is drawn says what is true now. A page has one colour: what is behind the first mark decides. */
  function refresh(): void {
    isDark = isDarkBehind(sight?.anchors[0]?.element ?? document.body ?? document.documentElement);
    draw('refresh');
  }

  function afterClick(): void {
    draw('refresh');
    void ask();
  }

  function onBeat(): void {
    if (!port.isAlive()) {
      stop();
      return;
    }
    refresh();
    watch.request();
    if (document.visibilityState === 'visible' && isOld()) void ask();
  }

  function isOld(): boolean {
    if (known === null) return false;
    const isRunning = known.view.servers.some(({ operation }) => operation?.state === 'running');
    return Date.now() - known.heardAt > (isRunning ? BEAT_MS / 2 : ASK_ANEW_MS);
  }

  const beat = setInterval(onBeat, BEAT_MS);
  const pulse = setInterval(() => port.isAlive() || stop(), ALIVE_MS);
  document.addEventListener('visibilitychange', onBeat, { signal });
  addEventListener('pageshow', onBeat, { signal });
  port.onChanged(() => known !== null && void ask(), signal);
  running.lastgoodStop = stop;
  lookNow();
  return stop;
}

function allFeatures(deeds: Deeds): readonly Feature[] {
  const corner = createCorner();
  return [
    createMarks(deeds),
    createGuard(deeds),
    createDock(deeds, corner),
    createLegacyOffer(deeds, corner),
  ];
}
