// How long the disk takes to make a file just now, which is most of what a run costs on some.
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from './statistics.mjs';

const FILES = 50;
/** Milliseconds; a disk at rest takes a tenth of it. */
const SLOW = 0.15;

/** A sentence about it. */
export function describeFileMaking() {
  const milliseconds = median(timeFiles());
  const told = `making a file takes ${milliseconds.toFixed(2)} ms here`;
  return milliseconds < SLOW
    ? told
    : `${told}: slow, as ext4 without a journal is for six minutes after many files were deleted; let the disk rest and measure again`;
}

function timeFiles() {
  const folder = mkdtempSync(join(tmpdir(), 'peach-bench-files-'));
  const times = [];
  for (let number = 0; number < FILES; number += 1) {
    const began = performance.now();
    closeSync(openSync(join(folder, String(number)), 'wx'));
    times.push(performance.now() - began);
  }
  process.on('exit', () => rmSync(folder, { recursive: true }));
  return times;
}
