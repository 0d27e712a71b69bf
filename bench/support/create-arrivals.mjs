// When things were heard of for the first time.

/** `note(key)` says that it came now; `of(key)` resolves with when it came first, by `performance.now()`. */
export function createArrivals() {
  const arrivals = new Map();
  const arrival = key => {
    if (!arrivals.has(key)) {
      arrivals.set(key, Promise.withResolvers());
    }
    return arrivals.get(key);
  };
  return {
    note: key => arrival(key).resolve(performance.now()),
    of: key => arrival(key).promise
  };
}
