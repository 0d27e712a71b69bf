// In the order of the table.
import { atRestMeasure } from './at-rest.mjs';
import { definitionsMeasure } from './definitions.mjs';
import { labStartMeasure } from './lab-start.mjs';
import { largeRepositoryMeasure } from './large-repository.mjs';
import { liveLogMeasure } from './live-log.mjs';
import { logThroughputMeasure } from './log-throughput.mjs';
import { millionLinesMeasure } from './million-lines.mjs';
import { newestRunsMeasure } from './newest-runs.mjs';
import { pandasTaskMeasure } from './pandas-task.mjs';
import { runNowColdMeasure } from './run-now-cold.mjs';
import { runNowMeasure } from './run-now.mjs';
import { runsAtOnceMeasure } from './runs-at-once.mjs';
import { runsPerSecondMeasure } from './runs-per-second.mjs';
import { startUpMeasure } from './start-up.mjs';

export const MEASURES = [
  runNowMeasure,
  runNowColdMeasure,
  pandasTaskMeasure,
  runsPerSecondMeasure,
  runsAtOnceMeasure,
  liveLogMeasure,
  newestRunsMeasure,
  definitionsMeasure,
  largeRepositoryMeasure,
  atRestMeasure,
  startUpMeasure,
  logThroughputMeasure,
  millionLinesMeasure,
  labStartMeasure
];
