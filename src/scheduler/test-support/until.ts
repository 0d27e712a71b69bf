/** Milliseconds between two looks, and until the wait is given up. */
const LOOK = 5;
const PATIENCE = 20_000;

/** Waits for a state. Rejects where it does not come. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE;
  while (!(await isSo())) {
    if (Date.now() > end) {
      throw new Error(`not so after ${PATIENCE / 1000} s: ${what}`);
    }
    await new Promise(resolve => setTimeout(resolve, LOOK));
  }
}
