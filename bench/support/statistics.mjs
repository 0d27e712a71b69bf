// Numbers that say how a series of measurements lies.

/** The value that `share` (0 to 1) of `values` are at or below, interpolated between neighbours. */
export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  return sorted[below] + (sorted[Math.ceil(place)] - sorted[below]) * (place - below);
}

export function median(values) {
  return percentile(values, 0.5);
}
