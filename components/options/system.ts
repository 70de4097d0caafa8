/** The systems whose own switch for notifications can be described. */
export type System = 'windows' | 'macos' | 'other';

/** Where the page runs, as far as that decides who may hold a notification back. */
export type Surroundings = { readonly system: System; readonly browser: 'firefox' | 'chromium' };

/** The system of a browser's word for its platform: `navigator.userAgentData.platform` or `navigator.platform`. */
export function systemOf(platform: string): System {
  if (/^win/i.test(platform)) return 'windows';
  return /^mac/i.test(platform) ? 'macos' : 'other';
}
