// Takes every measure that was asked for and prints one table. Needs the Node that the scheduler runs on; see bench.mjs.
import { cpus } from 'node:os';
import { dailyRun } from './measures/definitions.mjs';
