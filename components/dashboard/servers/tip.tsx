type Props = {
  readonly x: number;
  readonly widthPx: number;
  readonly parts: readonly string[];
};

/** What a point is, beside it; the pointer may go there and it stays. */
export function Tip({ x, widthPx, parts }: Props) {
  const [first, ...others] = parts;
  const onStart = x < widthPx / 2;
  return (
    <span
      class="tip"
      role="tooltip"
      style={onStart ? { insetInlineStart: `${x}px` } : { insetInlineEnd: `${widthPx - x}px` }}
    >
      <bdi>{first}</bdi>
      {others.length > 0 && (
        <span class="muted">
          {others.map((part, index) => (
            <span key={index}>
              {index > 0 && ' · '}
              <bdi>{part}</bdi>
            </span>
          ))}
        </span>
      )}
    </span>
  );
}
