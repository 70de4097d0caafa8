import { Hono } from 'hono';
import { type FailureRule, failureKinds } from './failures';
import { progressOf } from './operations';
import type { Simulator } from './simulator';
import type { SimServer } from './types';

/** What a person at a terminal may look at and set, under the simulator's own address. */
export function createControl(simulator: Simulator): Hono {
  const { world, clock } = simulator;
  const control = new Hono();
  control.get('/_control/', (context) =>
    context.json({
      'GET /_control/state': 'accounts, servers and what is under way',
      'GET /_control/violations': 'what no well-behaved client does',
      'GET /_control/requests': 'every request so far',
      'POST /_control/advance?ms=60000': 'lets the clock jump',
      'POST /_control/finish?target=<server or job>&error=<text>':
        'ends what is under way, badly with an error',
      'POST /_control/failNext?server=<id>&message=<text>': 'makes the next operation fail',
      'POST /_control/fail {"host", "method", "path", "times", "how": {"kind", …}}': `makes requests fail; the path is a pattern, the kinds are ${failureKinds.join(', ')}`,
      'POST /_control/links?to=<address>': 'makes every link in an answer lead there; nowhere new without it',
      'GET /_control/streams': 'how much of each flood was sent, and whether the client let go of it',
      'POST /_control/clear': 'forgets requests, violations, failures and where links lead',
    }),
  );
  control.get('/_control/state', (context) => {
    world.settle();
    return context.json({
      now: new Date(clock.now()).toISOString(),
      accounts: [...world.accounts.values()].map((account) => ({
        provider: account.provider,
        key: account.key,
        rights: account.revoked ? 'revoked' : account.rights,
        servers: account.serverIds.map((id) => summary(world.server(account.provider, id))),
      })),
      operations: world.operations.map((operation) => ({
        ...operation,
        percent: progressOf(world, operation).percent,
      })),
    });
  });
  control.get('/_control/violations', (context) => context.json(simulator.violations));
  control.get('/_control/streams', (context) => context.json(simulator.streams));
  control.get('/_control/requests', (context) => context.json(simulator.requests));
  control.post('/_control/advance', (context) => {
    const ms = Number(context.req.query('ms'));
    if (!Number.isFinite(ms)) return context.json({ error: 'ms must be a number' }, 400);
    clock.advance(ms);
    return context.json({ now: new Date(clock.now()).toISOString() });
  });
  control.post('/_control/finish', (context) => {
    const { target = '', error } = context.req.query();
    return context.json(world.finishOperation(target, error ?? null));
  });
  control.post('/_control/failNext', (context) => {
    const { server = '', message = 'The backup failed.' } = context.req.query();
    world.failNextOperation(server, message);
    return context.json({ server, message });
  });
  control.post('/_control/fail', async (context) => {
    const rule = ruleOf(await context.req.json());
    simulator.fail(rule);
    return context.json({ ...rule, path: String(rule.path ?? 'any') });
  });
  control.post('/_control/links', (context) => {
    world.linksLead = context.req.query('to') ?? null;
    return context.json({ to: world.linksLead });
  });
  control.post('/_control/clear', (context) => {
    world.linksLead = null;
    simulator.clearLog();
    simulator.clearFailures();
    return context.json({ cleared: true });
  });
  control.onError((error, context) => context.json({ error: error.message }, 400));
  return control;
}

/** A rule as a terminal can write it; the rest of `how` is the failure's own business. */
function ruleOf(given: unknown): FailureRule {
  const rule = given as Omit<FailureRule, 'path'> & { readonly path?: string };
  if (!failureKinds.includes(rule.how?.kind))
    throw new Error(`how.kind must be one of ${failureKinds.join(', ')}`);
  const { path, ...rest } = rule;
  return path === undefined ? rest : { ...rest, path: new RegExp(path) };
}

function summary(server: SimServer): object {
  const vmid = server.provider === 'hostup' ? { vmid: server.vmid } : {};
  return { id: server.id, ...vmid, name: server.name, backups: server.backups.length };
}
