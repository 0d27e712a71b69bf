/** Lets one wait for others. A wake that nobody waits for is kept for the next wait. */
export type Wakeup = { readonly wake: () => void; readonly wait: () => Promise<void> };

export function createWakeup(): Wakeup {
  let woken = false;
  let resolve: (() => void) | null = null;
  return {
    wake: () => {
      woken = true;
      resolve?.();
    },
    wait: async () => {
      if (!woken) {
        await new Promise<void>(done => {
          resolve = done;
        });
      }
      woken = false;
    }
  };
}
