// What is looked at during a soak, and how much of it may grow.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { growth, mostGrowth } from './growth.mjs';
import { children, handles, residentMiB } from './process-figures.mjs';

/** Folders of the state directory whose entries come and go with runs. */
const FOLDERS = ['runs', 'tmp', 'checkouts', 'environments'];
const STORE = ['state.sqlite', 'state.sqlite-wal'];

const FIGURES = [
  { key: 'memory', words: 'scheduler’s memory', unit: 'MiB', digits: 1, slack: 8, share: 0.05 },
  { key: 'descriptors', words: 'its open descriptors', unit: '', digits: 0, slack: 4, share: 0.1 },
  { key: 'watches', words: 'its inotify watches', unit: '', digits: 0, slack: 4, share: 0.1 },
  { key: 'warmParents', words: 'warm parents', unit: '', digits: 0, slack: 1, share: 0 },
  { key: 'warmMemory', words: 'memory of a warm parent', unit: 'MiB', digits: 1, slack: 1, share: 0.05 },
  { key: 'files', words: 'folders of runs, checkouts, environments', unit: '', digits: 0, slack: 500, share: 0.5 },
  { key: 'store', words: 'store with its log', unit: 'MiB', digits: 1, slack: 1, share: 0.05 },
  { key: 'schedulerLog', words: 'scheduler.log', unit: 'KiB', digits: 0, slack: 64, share: 0.1 }
];

export function takeSample({ pid, stateDir }) {
  const warm = children(pid).filter(({ command }) => command.includes('--warm'));
  const memories = warm.flatMap(({ pid: parent }) => memoryIfThere(parent));
  return {
    memory: residentMiB(pid),
    ...handles(pid),
    warmParents: warm.length,
    warmMemory: memories.length === 0 ? 0 : memories.reduce((sum, memory) => sum + memory, 0) / memories.length,
    files: FOLDERS.reduce((sum, folder) => sum + entries(join(stateDir, folder)), 0),
    store: STORE.reduce((sum, name) => sum + sizeOf(join(stateDir, name)), 0) / 2 ** 20,
    schedulerLog: sizeOf(join(stateDir, 'scheduler.log')) / 1024
  };
}

/** Rows of a Markdown table, and whether every figure is flat. */
export function judge(samples) {
  const rows = FIGURES.map(figure => {
    const values = samples.map(sample => sample[figure.key]);
    const [grown, most] = [growth(values), mostGrowth(values, figure)];
    const text = value => `${value.toFixed(figure.digits)}${figure.unit === '' ? '' : ` ${figure.unit}`}`;
    const third = values[Math.floor(values.length / 3)];
    const flat = grown <= most;
    return {
      flat,
      cells: [figure.words, text(third), text(Math.max(...values)), text(values.at(-1)), text(grown), text(most), flat ? 'flat' : 'GROWS']
    };
  });
  return { flat: rows.every(row => row.flat), rows: rows.map(row => row.cells) };
}

function memoryIfThere(pid) {
  try {
    const memory = residentMiB(pid);
    return Number.isNaN(memory) ? [] : [memory];
  } catch {
    return [];
  }
}

function entries(folder) {
  try {
    return readdirSync(folder).length;
  } catch {
    return 0;
  }
}

function sizeOf(file) {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
