// In the order of the table.
import { definitionsMeasure } from './definitions.mjs';
import { liveLogMeasure } from './live-log.mjs';
import { newestRunsMeasure } from './newest-runs.mjs';
import { runNowMeasure } from './run-now.mjs';
import { runsPerSecondMeasure } from './runs-per-second.mjs';

export const MEASURES = [runNowMeasure, runsPerSecondMeasure, liveLogMeasure, newestRunsMeasure, definitionsMeasure];
