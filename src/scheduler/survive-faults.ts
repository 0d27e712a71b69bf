import { EXIT } from './cli/exit-codes';
import type { IClock, ILogger } from './ports';

type SurviveFaultsOptions = {
  readonly process: {
    on(event: 'uncaughtException' | 'unhandledRejection', listener: (error: unknown) => void): unknown;
    exit(code: number): void;
  };
  readonly logger: ILogger;
  readonly clock: Pick<IClock, 'monotonic'>;
};

/** So many faults in so many milliseconds are no accident. */
const MOST_FAULTS = 100;
const WINDOW = 60_000;

/**
 * A defect in one handler costs what that handler did, and is told in the log: a hundred organisations must not stand
 * still because of it, and what counts is in the store and in the run folders. Only a storm of them ends the scheduler:
 * it is out of its mind then, its runs go on, and whoever started it starts another.
 */
export function surviveFaults({ process, logger, clock }: SurviveFaultsOptions): void {
  let times: readonly number[] = [];
  const told = (error: unknown): void => {
    const now = clock.monotonic();
    times = [...times.filter(time => now - time < WINDOW), now];
    logger.error({ error }, 'a defect of the scheduler: please report it; the scheduler goes on');
    if (times.length >= MOST_FAULTS) {
      logger.error({ faults: times.length }, 'too many defects in a minute: the scheduler ends, runs go on');
      process.exit(EXIT.failed);
    }
  };
  process.on('uncaughtException', told);
  process.on('unhandledRejection', told);
}
