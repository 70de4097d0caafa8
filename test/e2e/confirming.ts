import type { Page } from 'puppeteer-core';
import { type ConfirmRequest, confirmAddress } from '../../lib/fleet/confirm-address';
import { waitForText } from '../harness/acts';
import type { Driver } from '../harness/driver';
import type { SimServer } from '../simulator/types';

/** The key of a server's row, as addresses of the confirm page name it. */
export const keyOf = ({ provider, id }: SimServer): string => `${provider}/${id}`;

/** Opens the page that asks this, and waits until it has read what it asks about. */
export async function ask(driver: Driver, request: ConfirmRequest, shows: string | RegExp): Promise<Page> {
  const page = await driver.openPage(confirmAddress(request).slice(1));
  await waitForText(page, shows, 20_000);
  return page;
}

/** The id of a server's backup by its place; throws where it has none. */
export function backupOf(server: SimServer, at = 0): string {
  const backup = server.backups.at(at);
  if (backup === undefined) throw new Error(`${server.id} has no backup ${at}`);
  return backup.id;
}

type Asked = { readonly method: string; readonly path: string };

/** What was asked of the providers but reads, in its order. */
export function writesOf(requests: readonly Asked[]): readonly string[] {
  return requests.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`);
}
