import type { IconNode } from 'lucide';
import { h } from 'preact';

/** A drawing of the icon set. Always decorative: what it stands for is said by the text or name beside it. */
export function Icon({ node, size = 18 }: { readonly node: IconNode; readonly size?: number }) {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {node.map(([tag, attributes], index) => h(tag, { ...attributes, key: index }))}
    </svg>
  );
}
