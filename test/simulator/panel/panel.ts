import type { EpochMs } from '../../../lib/model/time';
import type { World } from '../world';
import { isVisit, panelOf } from './hosts';
import { panelAnswer } from './pages';

export type PanelVisit = {
  readonly time: EpochMs;
  readonly host: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
};

/**
 * The web panels of the three providers, beside their APIs: gives the page or file that a person's tab asks for and
 * notes it in `visits`, and null for what is no visit of a panel.
 */
export function createPanel(world: World, visits: PanelVisit[]): (request: Request) => Response | null {
  return (request) => {
    const url = new URL(request.url);
    const provider = panelOf(url);
    if (provider === null || !isVisit(request)) return null;
    world.settle();
    const response = panelAnswer(world, provider, request);
    const { hostname: host, pathname: path } = url;
    visits.push({ time: world.now(), host, method: request.method, path, status: response.status });
    return response;
  };
}
