/** Stands in a table for rows that are not in the page. */
export function SpacerRow({ height }: { readonly height: number }) {
  return height <= 0 ? null : (
    <tr aria-hidden className="jp-peach-SpacerRow" style={{ height }}>
      <td />
    </tr>
  );
}
