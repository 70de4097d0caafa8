import { type Surroundings, systemOf } from '../../components/options/system';

export const surroundings: Surroundings = {
  system: systemOf(platform()),
  browser: import.meta.env.FIREFOX ? 'firefox' : 'chromium',
};

/** Chromium alone has the newer word; the older one is deprecated but true in every browser. */
function platform(): string {
  const data: unknown = 'userAgentData' in navigator ? navigator.userAgentData : undefined;
  const isNew = typeof data === 'object' && data !== null && 'platform' in data;
  return isNew && typeof data.platform === 'string' ? data.platform : navigator.platform;
}
