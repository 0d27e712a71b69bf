import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { DoctorReport } from '../../../protocol/doctor';
import type { ExamineOptions, Program, ServeOptions } from '../command-io';
import { runCommandLine } from '../run-command-line';

/** What a command wrote and ended with. */
export type CliResult = { readonly code: number; readonly stdout: string; readonly stderr: string; readonly bytes: Buffer };

/** A stream that keeps what is written to it. */
class KeptStream extends Writable {
  readonly pieces: Buffer[] = [];
  #wake: (() => void) | null = null;

  override _write(piece: Buffer, _encoding: string, done: () => void): void {
    this.pieces.push(Buffer.from(piece));
    done();
    this.#wake?.();
  }

  get bytes(): Buffer {
    return Buffer.concat(this.pieces);
  }

  /** Resolves once `text` was written. */
  async until(text: string): Promise<void> {
    while (!this.bytes.includes(text)) {
      await new Promise<void>(resolve => (this.#wake = resolve));
    }
  }
}

/** A command line in a folder of its own, with streams that are kept. */
export class TestCli {
  readonly home = mkdtempSync(join(tmpdir(), 'peach-cli-'));
  readonly stateDir = join(this.home, 'peach-lab');
  readonly served: ServeOptions[] = [];
  readonly examined: ExamineOptions[] = [];
  /** What `doctor` finds. */
  report: DoctorReport = { checks: [] };
  /** Finds nothing wrong, and no module. */
  names: Program['names'] = { check: () => Promise.resolve({ undefinedNames: [], syntaxErrors: [] }) };
  modules: Program['modules'] = { find: () => Promise.resolve({ modules: new Set(), python: null }) };
  readonly environment: Record<string, string | undefined> = { XDG_STATE_HOME: this.home };
  /** Of the command that runs just now. */
  stdout = new KeptStream();
  stderr = new KeptStream();
  interrupt = new AbortController();

  /** Writes the address of a scheduler, as it does itself. */
  writeAddress(url: string, token: string, mode = 0o600): void {
    mkdirSync(this.stateDir, { recursive: true });
    const file = join(this.stateDir, 'scheduler.json');
    writeFileSync(file, JSON.stringify({ pid: 2 ** 22 + 1, url, token, version: '1.2.3', started_at: '2026-03-02T12:00:00.000Z' }));
    chmodSync(file, mode);
  }

  async run(...argv: string[]): Promise<CliResult> {
    this.stdout = new KeptStream();
    this.stderr = new KeptStream();
    this.interrupt = new AbortController();
    return this.runInto(this.stdout, argv);
  }

  async runInto(stdout: Writable, argv: readonly string[]): Promise<CliResult> {
    const { stderr, environment } = this;
    const serve = (options: ServeOptions) => {
      this.served.push(options);
      return Promise.resolve(0);
    };
    const examine = (options: ExamineOptions) => {
      this.examined.push(options);
      return Promise.resolve(this.report);
    };
    const code = await runCommandLine(
      argv,
      { stdout, stderr, environment, cwd: this.home, signal: this.interrupt.signal },
      { version: '9.8.7', serve, examine, names: this.names, modules: this.modules }
    );
    return { code, stdout: String(this.stdout.bytes), stderr: String(stderr.bytes), bytes: this.stdout.bytes };
  }

  remove(): void {
    rmSync(this.home, { recursive: true, force: true });
  }
}
