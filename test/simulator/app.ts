import { type Context, Hono } from 'hono';
import { type ErrorBody, json } from './replies';
import type { Deps } from './simulator';
import { isRead, keyOf } from './strict';
import type { SimAccount, SimProvider, SimServers } from './types';
import type { World } from './world';

export type AppEnv = { Variables: { account: SimAccount } };
export type App = Hono<AppEnv>;
export type AppContext = Context<AppEnv>;

export type Manners = {
  readonly provider: SimProvider;
  /** How this provider words an error. */
  readonly error: (context: AppContext) => ErrorBody;
  /** The key, from the headers that the provider documents for this path. */
  readonly key?: (request: Request) => string | null;
  /** Paths that every valid key may read. */
  readonly open?: (path: string) => boolean;
  readonly isServerList: (path: string) => boolean;
};

/** An app that lets in the provider's own keys, as far as their rights go, and reports paths that do not exist. */
export function createApp(deps: Deps, manners: Manners): App {
  const app: App = new Hono<AppEnv>();
  app.use('*', async (context, next) => {
    const request = context.req.raw;
    const key = (manners.key ?? keyOf)(request);
    const account = key === null ? undefined : deps.world.accounts.get(key);
    if (!account || account.revoked || account.provider !== manners.provider) {
      return refuse(context, manners, 401, 'unauthorized', 'Authentication required.');
    }
    if (!mayCall(account, request, context.req.path, manners)) {
      return refuse(context, manners, 403, 'forbidden', 'The key lacks the scope for this call.');
    }
    context.set('account', account);
    await next();
    return undefined;
  });
  app.notFound((context) => {
    deps.report('unknownPath', context.req.raw);
    return refuse(context, manners, 404, 'not_found', 'Not found.');
  });
  app.onError((error) => {
    throw error;
  });
  return app;
}

export function refuse(
  context: AppContext,
  manners: Manners,
  status: number,
  code: string,
  text: string,
): Response {
  return json(manners.error(context)(status, code, text), status);
}

function mayCall(account: SimAccount, request: Request, path: string, manners: Manners): boolean {
  if (manners.open?.(path)) return true;
  if (account.rights === 'none') return false;
  if (account.rights === 'noList' && manners.isServerList(path)) return false;
  return isRead(request) || account.rights !== 'read';
}

/** The account's servers that a list names. */
export function listedServers<P extends SimProvider>(
  world: World,
  account: SimAccount,
  provider: P,
): SimServers[P][] {
  return knownServers(world, account, provider).filter((server) => server.listed);
}

/** The account's servers, with the ones that are gone. */
export function knownServers<P extends SimProvider>(
  world: World,
  account: SimAccount,
  provider: P,
): SimServers[P][] {
  return account.serverIds.map((id) => world.server(provider, id));
}

/** The body of a write: an object, or null where it is empty or none. */
export async function bodyOf(context: AppContext): Promise<Record<string, unknown> | null> {
  const text = await context.req.text();
  if (text === '') return {};
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : null;
  } catch {
    return null;
  }
}
