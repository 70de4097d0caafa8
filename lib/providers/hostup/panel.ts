import type { PanelHook } from '../../panel/hook';

/**
 * `/instance/[id]` is the page of a VPS ("Used in the dashboard" of post-vm-vmid-status and post-vm-vmid-hostname).
 * Whether `[id]` is the older API's number or `vps_…` is not stated: both are taken. The panel is in Swedish and
 * English, so a prefix of the language is taken too.
 */
export const panel: PanelHook = {
  origin: 'https://cloud.hostup.se',
  serverIdIn: (path) => /^(?:\/(?:sv|en))?\/instance\/([^/]+)/.exec(path)?.[1] ?? null,
};
