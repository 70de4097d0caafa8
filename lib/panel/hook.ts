/** What is known of a provider's panel beforehand, on top of what is found by data alone. */
export type PanelHook = {
  readonly origin: string;
  /** The id of the server whose own page has this path, in any of the provider's generations; null on other pages. */
  readonly serverIdIn: (path: string) => string | null;
};

// Found by their place: no provider is named here, and most have no such file.
const hooks = import.meta.glob<PanelHook>('../providers/*/panel.ts', { eager: true, import: 'panel' });

/** The hook of the provider whose panel has this origin, if there is one. */
export function hookOf(origin: string): PanelHook | null {
  return Object.values(hooks).find((hook) => hook.origin === origin) ?? null;
}
