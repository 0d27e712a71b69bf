/** How long a git may do nothing, in milliseconds, and what it does without a word. */
export type Silence = {
  readonly limit: number;
  /** Bytes that it has written, as far as they are seen: it gets on while they change. */
  readonly written?: () => Promise<number>;
  /** Who is silent, as the sentence `<who> sent nothing for 40 s` begins. */
  readonly who?: string;
};

export type SilenceWatch = {
  /** It said something. */
  heard(): void;
  end(): void;
};

type Watched = Silence & {
  /** Milliseconds of a processor that it has had, or null where nobody can tell. */
  readonly worked: () => Promise<number | null>;
  readonly silent: () => void;
};

/** Looks in a limit: it is silent when nothing came in between two looks and the next. */
const LOOKS = 2;
/** Share of the time that a git computes that is still at work; one that waits has next to none. */
const AT_WORK = 0.05;

/**
 * Calls `silent` once when for `limit`, half as much more at most, nothing was heard, written or computed: whoever sends something to
 * git, or asks a person, may wait for ever.
 */
export function watchSilence({ limit, written, worked, silent }: Watched): SilenceWatch {
  const step = limit / LOOKS;
  let over = false;
  let spoke = false;
  let quiet = 0;
  let [bytesBefore, workBefore] = [NaN, NaN];
  let timer = setTimeout(look, step);

  function look(): void {
    void gotOn().then(so => {
      quiet = so ? 0 : quiet + 1;
      if (over) {
        return;
      }
      if (quiet < LOOKS) {
        timer = setTimeout(look, step);
      } else {
        silent();
      }
    });
  }

  async function gotOn(): Promise<boolean> {
    const said = spoke;
    spoke = false;
    const [bytes, work] = await Promise.all([written?.() ?? 0, worked()]);
    const has = said || bytes !== bytesBefore || (work ?? 0) - workBefore > step * AT_WORK;
    [bytesBefore, workBefore] = [bytes, work ?? 0];
    return has;
  }

  return {
    heard: () => {
      spoke = true;
    },
    end: () => {
      over = true;
      clearTimeout(timer);
    }
  };
}
