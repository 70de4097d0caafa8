/** Lastgood's own mark, in the colours of the theme; the same drawing as assets/icons/lastgood.svg. */
export function Mark({ size = 20 }: { readonly size?: number }) {
  return (
    <svg class="mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect class="mark-ground" x="1" y="1" width="30" height="30" rx="8" />
      <path class="mark-check" d="M9 16.6l4.7 4.7L23.2 11" />
    </svg>
  );
}
