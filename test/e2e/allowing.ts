import type { Page } from 'puppeteer-core';
import type { ProviderId } from '../../lib/model/account';
import { originPattern, providerInfo } from '../../lib/providers/origins';
import { press } from '../harness/acts';
import type { Driver } from '../harness/driver';
import { until } from '../harness/poll';
import { inPage } from './sentinel/ears';

/**
 * Lets Lastgood reach a provider once more, as a person does on the settings' page: a build that is no installed one loses
 * what it was permitted when Chromium starts anew.
 */
export async function allowAgain(driver: Driver, options: Page, provider: ProviderId): Promise<void> {
  const pattern = originPattern(providerInfo(provider));
  const isPermitted = () =>
    inPage<boolean>(options, `api.permissions.contains({ origins: [${JSON.stringify(pattern)}] })`);
  if (await isPermitted()) return;
  await driver.grantOrigins([pattern]);
  await press(options, /^Allow access/);
  await until('the provider is permitted again', isPermitted);
}
