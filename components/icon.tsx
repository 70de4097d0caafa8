import { ExternalLink, type IconNode } from 'lucide';
import { h } from 'preact';

/** Those that point somewhere: where one reads from right to left, they point the other way. */
const pointing: ReadonlySet<IconNode> = new Set([ExternalLink]);

/** A drawing of the icon set. Always decorative: what it stands for is said by the text or name beside it. */
export function Icon({ node, size = 18 }: { readonly node: IconNode; readonly size?: number }) {
  return (
    <svg
      class={pointing.has(node) ? 'icon pointing' : 'icon'}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
    >
      {node.map(([tag, attributes], index) => h(tag, { ...attributes, key: index }))}
    </svg>
  );
}
