import pino from 'pino';
import type { ILogger } from './ports';

/** The scheduler's own log: JSON lines. A line that `write` throws at is dropped, and how many were is told by the next that is written: a full disk must not end the scheduler. */
export function createLogger(write: (line: string) => void): ILogger {
  let dropped = 0;
  const options = { base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { error: pino.stdSerializers.err } };
  const logger = pino(options, {
    write: line => {
      try {
        write(dropped === 0 ? line : line.replace(/\}\n$/, `,"dropped":${dropped}}\n`));
        dropped = 0;
      } catch {
        dropped += 1;
      }
    }
  });
  return {
    info: (fields, sentence) => logger.info(fields, sentence),
    warn: (fields, sentence) => logger.warn(fields, sentence),
    error: (fields, sentence) => logger.error(fields, sentence)
  };
}
