/** Does what it is given one after another, in the order it came. Work never rejects. */
export function oneAtATime(): (work: () => Promise<void>) => void {
  let last: Promise<void> = Promise.resolve();
  return work => {
    last = last.then(work);
  };
}
