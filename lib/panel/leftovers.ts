/** Firefox gives the root of any element to content scripts, and to them alone. */
type Opened = Element & { readonly openOrClosedShadowRoot?: ShadowRoot | null };

/**
 * Takes away the marks of a run that ended without a word: Firefox lets the scripts of an add-on that is updated or
 * switched off do nothing more. Elsewhere the script itself notices, and nothing is found here.
 */
export function removeLeftovers(): void {
  for (const element of document.querySelectorAll<Opened>('span:empty')) {
    if (element.openOrClosedShadowRoot?.querySelector('.mark>.pill')) element.remove();
  }
}
