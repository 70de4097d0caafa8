import type { EpochMs } from '../../lib/model/time';
import { type Clock, createClock } from './clock';
import { createFailures, type FailureRule, type Outcome, outcomeOf } from './failures';
import { fetchLike } from './fetch-like';
import type { StreamSeen } from './floods';
import { createHostup } from './hostup';
import { createInFlight } from './in-flight';
import { withLinks } from './links';
import { createPanel, type PanelVisit } from './panel/panel';
import { createRateLimiter } from './rate-limit';
import { plainError } from './replies';
import {
  isOtherProvidersKey,
  isRead,
  keyOf,
  providerOf,
  strictAnswer,
  type Violation,
  type ViolationRule,
  withoutKeys,
} from './strict';
import { createVpsbg } from './vpsbg';
import { createVpsorg } from './vpsorg';
import { World } from './world';

export type { FailureKind, FailureRule } from './failures';
export type { Violation, ViolationRule } from './strict';

export type LoggedRequest = {
  readonly time: EpochMs;
  readonly host: string;
  readonly method: string;
  readonly path: string;
  /** Without the question mark; a key in it is blotted out. */
  readonly query: string;
  readonly headerNames: readonly string[];
  readonly origin: string | null;
  /** Null where the answer was lost. */
  readonly status: number | null;
};

export type SimulatorOptions = {
  readonly seed?: number;
  readonly startAt?: EpochMs;
  readonly operationMs?: number;
  readonly refuseExtensionOrigin?: boolean;
};

/** What the apps of the providers may use. */
export type Deps = {
  readonly world: World;
  readonly report: (rule: ViolationRule, request: Request) => void;
};

export type Simulator = {
  /** As a browser's fetch would answer, without a socket. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** The bare outcome, for a server that breaks connections itself. */
  readonly handle: (request: Request) => Promise<Outcome>;
  readonly clock: Clock;
  readonly world: World;
  readonly violations: readonly Violation[];
  readonly requests: readonly LoggedRequest[];
  /** What was opened, loaded and sent off in the providers' web panels: none of it is a call. */
  readonly visits: readonly PanelVisit[];
  /** The floods that failures sent, each with how much of it left. */
  readonly streams: readonly StreamSeen[];
  readonly clearLog: () => void;
  readonly fail: (rule: FailureRule) => void;
  readonly clearFailures: () => void;
};

/** HostUp, VPSBG and VPS.org as their references describe them, in one process. */
export function createSimulator(options: SimulatorOptions = {}): Simulator {
  const clock = createClock(options.startAt);
  const world = new World(clock, options.seed ?? 1);
  if (options.operationMs !== undefined) world.operationMs = options.operationMs;
  if (options.refuseExtensionOrigin !== undefined)
    world.refuseExtensionOrigin = options.refuseExtensionOrigin;
  const failures = createFailures();
  const violations: Violation[] = [];
  const requests: LoggedRequest[] = [];
  const streams: StreamSeen[] = [];

  const report = (rule: ViolationRule, request: Request) => {
    const { hostname, pathname } = new URL(request.url);
    const path = withoutKeys(pathname, world);
    violations.push({ rule, time: clock.now(), method: request.method, host: hostname, path });
  };
  const deps: Deps = { world, report };
  const apps = { hostup: createHostup(deps), vpsbg: createVpsbg(deps), vpsorg: createVpsorg(deps) };
  const limited = createRateLimiter(world);
  const counted = createInFlight(report);
  const visits: PanelVisit[] = [];
  const panel = createPanel(world, visits);

  const answer = async (request: Request): Promise<Response> => {
    world.settle();
    const strict = strictAnswer(request, world);
    if (strict) {
      report(strict.rule, request);
      return strict.response;
    }
    const url = new URL(request.url);
    const provider = providerOf(url);
    if (!provider) throw new Error('strictAnswer lets only known hosts through');
    const key = keyOf(request);
    if (key !== null && isOtherProvidersKey(world.accounts.get(key), provider)) {
      report('otherProvidersKey', request);
    }
    const tooMany = limited(request, provider);
    if (tooMany) return tooMany;
    const origin = request.headers.get('origin') ?? '';
    if (world.refuseExtensionOrigin && !isRead(request) && /^(chrome|moz)-extension:/.test(origin)) {
      return plainError(provider, url.pathname, clock.now(), 403);
    }
    const given = await apps[provider].fetch(request);
    return world.linksLead === null ? given : withLinks(given, world.linksLead);
  };

  const handle = async (request: Request): Promise<Outcome> => {
    const page = panel(request);
    if (page) return { kind: 'response', response: dated(page, clock) };
    const url = new URL(request.url);
    const plain = (status: number) =>
      plainError(providerOf(url) ?? 'hostup', url.pathname, clock.now(), status);
    const time = clock.now();
    const outcome = await counted(request, () =>
      outcomeOf(failures.take(request), () => answer(request), plain, streams),
    );
    requests.push({
      time,
      host: url.hostname,
      method: request.method,
      path: withoutKeys(url.pathname, world),
      query: withoutKeys(url.search.slice(1), world),
      headerNames: [...request.headers.keys()],
      origin: request.headers.get('origin'),
      status: statusOf(outcome),
    });
    return outcome.kind === 'response'
      ? { kind: 'response', response: dated(outcome.response, clock) }
      : outcome;
  };

  return {
    fetch: (request) => fetchLike(handle, request),
    handle,
    clock: { ...clock, ...settling(clock, world) },
    world,
    violations,
    requests,
    visits,
    streams,
    clearLog: () => {
      violations.length = 0;
      requests.length = 0;
      visits.length = 0;
      streams.length = 0;
    },
    fail: failures.add,
    clearFailures: failures.clear,
  };
}

/** Whoever moves the clock sees at once what came of it, also without a request. */
function settling(clock: Clock, world: World): Pick<Clock, 'advance' | 'freeze'> {
  return {
    advance: (ms) => {
      clock.advance(ms);
      world.settle();
    },
    freeze: (at) => {
      clock.freeze(at);
      world.settle();
    },
  };
}

function statusOf(outcome: Outcome): number | null {
  if (outcome.kind === 'response') return outcome.response.status;
  return outcome.kind === 'cut' ? outcome.status : null;
}

function dated(response: Response, clock: Clock): Response {
  const headers = new Headers(response.headers);
  headers.set('date', new Date(clock.headerNow()).toUTCString());
  return new Response(response.body, { status: response.status, headers });
}
