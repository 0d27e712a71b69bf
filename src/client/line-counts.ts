/** How many lines begin in each block of a log, and where among all lines. */
export interface ILineCounts {
  readonly total: number;
  of(block: number): number;
  set(block: number, count: number): void;
  /** Lines that begin before `block`. */
  before(block: number): number;
  /** The block that line `index` begins in. */
  blockOfLine(index: number): number;
}

export function createLineCounts(): ILineCounts {
  return new LineCounts();
}

class LineCounts implements ILineCounts {
  private readonly counts: number[] = [];
  /** Lines up to the end of each block, right up to, not including, block `valid`. */
  private readonly sums: number[] = [];
  private valid = 0;

  get total(): number {
    return this.before(this.counts.length);
  }

  of(block: number): number {
    return this.counts[block] ?? 0;
  }

  set(block: number, count: number): void {
    while (this.counts.length <= block) {
      this.counts.push(0);
    }
    if (this.counts[block] !== count) {
      this.counts[block] = count;
      this.valid = Math.min(this.valid, block);
    }
  }

  before(block: number): number {
    const end = Math.min(block, this.counts.length);
    for (; this.valid < end; this.valid += 1) {
      this.sums[this.valid] = (this.sums[this.valid - 1] ?? 0) + (this.counts[this.valid] ?? 0);
    }
    return this.sums[end - 1] ?? 0;
  }

  blockOfLine(index: number): number {
    this.before(this.counts.length);
    let low = 0;
    let high = this.counts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.sums[middle] ?? 0) <= index) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
