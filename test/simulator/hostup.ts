import { Hono } from 'hono';
import { createHostupJobs } from './hostup-jobs';
import { createHostupLegacy } from './hostup-legacy';
import { createHostupV2 } from './hostup-v2';
import type { Deps } from './simulator';

/** cloud.hostup.se: two generations of an API side by side. */
export function createHostup(deps: Deps): { fetch: (request: Request) => Response | Promise<Response> } {
  const v2 = createHostupV2(deps);
  const legacy = createHostupLegacy(deps);
  const jobs = createHostupJobs(deps);
  const front = new Hono();
  front.all('/api/v2/*', (context) => v2.fetch(context.req.raw));
  front.all('/api/jobs/*', (context) => jobs.fetch(context.req.raw));
  front.all('*', (context) => legacy.fetch(context.req.raw));
  return front;
}
