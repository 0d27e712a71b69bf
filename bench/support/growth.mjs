// Whether a figure stays where it is.

/** What a series grew by over its last two thirds, along the line that fits it best. The first third is for warming up. */
export function growth(values) {
  const late = values.slice(Math.floor(values.length / 3));
  const middle = (late.length - 1) / 2;
  const mean = late.reduce((sum, value) => sum + value, 0) / late.length;
  const [covariance, variance] = late.reduce(
    ([up, down], value, place) => [up + (place - middle) * (value - mean), down + (place - middle) ** 2],
    [0, 0]
  );
  return variance === 0 ? 0 : (covariance / variance) * (late.length - 1);
}

/** The most that a series may have grown by and still count as flat: `slack` of its own unit, or `share` of its mean. */
export function mostGrowth(values, { slack, share }) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.max(slack, share * mean);
}
