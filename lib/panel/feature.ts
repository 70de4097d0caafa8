/** Names of features that have thrown: each is told of once. */
const told = new Set<string>();

/** Runs one feature; when it throws, that is logged once with its name, and the others go on. */
export function runFeature(name: string, run: () => void): void {
  try {
    run();
  } catch (error) {
    if (told.has(name)) return;
    told.add(name);
    console.error(`Lastgood: the feature “${name}” does not work on this page`, error);
  }
}
