import { formatDuration } from '../../protocol/duration';
import type { TaskId } from '../../protocol/identity';
import type { Loop } from '../../protocol/organisation';

/** One task’s part of the bar. */
export type LapPart = {
  readonly task: TaskId;
  readonly name: string;
  /** Its share of a lap, in words. */
  readonly percent: string;
  /** Its width beside the others; never so small that it can’t be hit. */
  readonly weight: number;
  readonly state: 'done' | 'now' | 'waiting';
  /** From 0 to 1; only of the one that runs. */
  readonly progress: number;
  readonly tooltip: string;
  /** How much of name and percent fits. */
  readonly words: 'name' | 'percent' | 'none';
};

export type LapPartsInput = {
  readonly loop: Loop;
  /** Seconds since the running task began; null where none runs. */
  readonly elapsed: number | null;
  /** Pixels. */
  readonly width: number;
};

/** About one letter at the size of the bar’s text, and the room round it. Pixels. */
const LETTER = 5.5;
const PADDING = 10;
const SMALLEST_WEIGHT = 2;
/** What rounds to one hundredth. */
const SMALLEST_SHARE = 0.005;

/** The parts of the lap bar, in the order of the loop. */
export function lapParts({ loop, elapsed, width }: LapPartsInput): readonly LapPart[] {
  const weights = loop.shares.map(share => Math.max(SMALLEST_WEIGHT, share.share * 100));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return loop.shares.map((share, index) => {
    const percent = percentText(share.share);
    const weight = weights[index] ?? SMALLEST_WEIGHT;
    const running = loop.running === share.task;
    return {
      task: share.task,
      name: share.name,
      percent,
      weight,
      state: running ? 'now' : share.done ? 'done' : 'waiting',
      progress: running && elapsed !== null && share.duration > 0 ? Math.min(1, elapsed / share.duration) : 0,
      tooltip: `${share.name}: ${formatDuration(share.duration)}, ${percent} of the lap`,
      words: fittingWords(share.name, percent, (width * weight) / total - PADDING)
    };
  });
}

/** `train_model 27%, related_publications 24%`: the largest shares. */
export function largestShares(loop: Loop, count: number): string {
  return loop.shares
    .filter(share => share.share >= SMALLEST_SHARE)
    .toSorted((one, other) => other.share - one.share)
    .slice(0, count)
    .map(share => `${share.name} ${percentText(share.share)}`)
    .join(', ');
}

function percentText(share: number): string {
  return share > 0 && share < SMALLEST_SHARE ? '<1%' : `${Math.round(share * 100)}%`;
}

function fittingWords(name: string, percent: string, room: number): LapPart['words'] {
  const percentWidth = percent.length * LETTER;
  if (name.length * LETTER + LETTER + percentWidth <= room) {
    return 'name';
  }
  return percentWidth <= room ? 'percent' : 'none';
}
