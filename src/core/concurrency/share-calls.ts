/** Calls made while `work` runs share the next one: the one that runs may have begun before what they wrote. */
export function shareCalls(work: () => Promise<void>): () => Promise<void> {
  let present: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const begin = (): Promise<void> => {
    next = null;
    present = work().finally(() => {
      present = null;
    });
    return present;
  };
  return () => {
    if (next !== null) {
      return next;
    }
    if (present === null) {
      return begin();
    }
    next = present.then(begin, begin);
    return next;
  };
}
