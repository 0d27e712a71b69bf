/** What the harness tells its guard: what it is doing just now, all of it; `fresh` where the time that it may take begins anew. */
export type ProgressMessage = { readonly doing: readonly string[]; readonly fresh: boolean };

/** Tells what is waited for, so that whoever ends it can say so. */
export interface IProgress {
  /** Does the work; it is what is waited for until its end. */
  during<T>(words: string, work: () => Promise<T>): Promise<T>;
  /** A round begins, which has as much time as the one before. */
  beginRound(): void;
}

export function createProgress(tell: (message: ProgressMessage) => void): IProgress {
  const under = new Map<symbol, string>();
  const say = (fresh: boolean): void => tell({ doing: [...under.values()], fresh });
  return {
    during: async (words, work) => {
      const key = Symbol(words);
      under.set(key, words);
      say(false);
      try {
        return await work();
      } finally {
        under.delete(key);
        say(false);
      }
    },
    beginRound: () => say(true)
  };
}
