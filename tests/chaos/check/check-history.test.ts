import { describe, expect, it } from 'vitest';
import type { DueTimeFact, History } from '../history/history';
import { faultOf, journalOf, logOf, sampleHistory, storedRun, TASK } from '../history/sample-history';
import { checkHistory } from './check-history';
import { noOverlap } from './no-overlap';

/** A wrong history breaks exactly this promise. */
function broken(history: History): readonly string[] {
  return [...new Set(checkHistory(history).map(({ promise }) => promise))];
}

const words = (history: History): string =>
  checkHistory(history)
    .map(violation => violation.words)
    .join('\n');

/** Each that is killed is followed by one that is ready after a while. */
function schedulersOf(faults: History['faults']): History['schedulers'] {
  const kills = faults.filter(({ kind }) => kind === 'kill_scheduler' || kind === 'kill_everything');
  const starts = [0, ...kills.map(({ until }) => until)];
  return starts.map((from, place) => ({ from, ready: from + 300, until: kills[place]?.from ?? null }));
}

const both = { asked: [], followings: [] };

it('finds nothing wrong in a right history', () => {
  expect(checkHistory(sampleHistory())).toEqual([]);
});

describe('runs that were asked for', () => {
  it('are missed where the scheduler forgot one that it had acknowledged', () => {
    expect(words(sampleHistory({ runs: [], journals: [], claims: [], dues: [] }))).toMatch(
      /r1 of x\/task was asked for .* knows it 0 times/
    );
  });

  it('are missed where one is there twice', () => {
    expect(words(sampleHistory({ runs: [storedRun('r1'), storedRun('r1')] }))).toMatch(/knows it 2 times/);
  });

  it.each(['QUEUED', 'RUNNING'] as const)('are missed where one is still %s at the rest', status => {
    expect(broken(sampleHistory({ runs: [storedRun('r1', { status })] }))).toEqual(['no run that was asked for is lost, and each ends']);
  });
});

describe('due times', () => {
  const MINUTE = 60_000;
  const due = (minute: number, changes: Partial<DueTimeFact> = {}): DueTimeFact => ({
    task: 'y/other',
    dueAt: minute * MINUTE,
    outcome: 'ran',
    run: 'd1',
    known: false,
    ...changes
  });
  const run = storedRun('d1', { task: 'y/other', trigger: 'schedule' });
  const journals = [journalOf('r1'), journalOf('d1', { task: 'y/other' })];
  const logs = new Map([
    ['r1', logOf('r1', 10)],
    ['d1', logOf('d1', 10)]
  ]);
  const claims = [
    { run: 'r1', pid: 7 },
    { run: 'd1', pid: 7 }
  ];
  const history = (dueTimes: readonly DueTimeFact[]): History =>
    sampleHistory({ dueTimes, runs: [storedRun('r1'), run], journals, logs, claims });

  it('are right where each minute is there, with a run or without', () => {
    expect(words(history([due(5), due(6, { outcome: 'missed', run: null }), due(7, { outcome: 'skipped', run: null })]))).toBe('');
  });

  it('are right where one of an earlier round got its run in this one', () => {
    expect(words(history([due(2, { known: true }), due(9, { outcome: 'missed', run: null })]))).toBe('');
  });

  it('are wrong where one is not known', () => {
    expect(words(history([due(5), due(7, { outcome: 'missed', run: null })]))).toBe(
      'of y/other 1 due times are not known between 1970-01-01T00:05:00.000Z and 1970-01-01T00:07:00.000Z'
    );
  });

  it('are wrong where one still waits', () => {
    expect(words(history([due(5, { outcome: 'queued' })]))).toContain('still waits at the rest');
  });

  it('are wrong where one ran without a run', () => {
    expect(words(history([due(5), due(6, { outcome: 'late', run: null })]))).toContain('has no run');
  });

  it.each([[[]], [[due(5), due(6)]]])('are wrong where a run belongs to none or to two: %j', times => {
    expect(words(history(times))).toBe(`run d1 of y/other was started by its schedule, and belongs to ${times.length} due times`);
  });
});

describe('loops', () => {
  it('stand still where none of their runs started when one was due', () => {
    const due = { loop: 'y', from: 500, until: 9_000, wanted: 1, despite: 'while the remote of x was away' };

    expect(words(sampleHistory({ dues: [due] }))).toBe('loop y started 0 of the 1 runs due in 8.5 s while the remote of x was away');
  });

  it('stand still where they started fewer than were due', () => {
    expect(broken(sampleHistory({ dues: [{ loop: 'x', from: 0, until: 9_000, wanted: 2, despite: '' }] }))).toEqual([
      'every loop goes on, whatever happens to others'
    ]);
  });

  it('stand still where the start came after the window', () => {
    expect(broken(sampleHistory({ dues: [{ loop: 'x', from: 0, until: 999, wanted: 1, despite: '' }] }))).toHaveLength(1);
  });
});

describe('starts', () => {
  it('are too many where a run noted two', () => {
    const journal = { ...journalOf('r1'), lines: [...journalOf('r1').lines, journalOf('r1').lines[0]!] };

    expect(words(sampleHistory({ journals: [journal] }))).toMatch(/run r1 of x\/task started 2 times \(pids 8, 8\)/);
  });

  it('are wrong where another supervisor than the one that claimed it started it', () => {
    expect(words(sampleHistory({ claims: [{ run: 'r1', pid: 99 }] }))).toMatch(/started by process 7, and process 99 claimed it/);
  });

  it('are wrong where nobody claimed it', () => {
    expect(broken(sampleHistory({ claims: [] }))).toEqual(['no run starts twice']);
  });

  it('are wrong where the scheduler knows nothing of the run', () => {
    expect(words(sampleHistory({ asked: [], runs: [] }))).toMatch(/r1 of x\/task ran, and the scheduler knows nothing of it/);
  });

  it('are missing where a success never started', () => {
    const history = sampleHistory({ journals: [], dues: [], claims: [] });

    expect(broken(history)).toContain('no run starts twice');
  });
});

describe('runs of one loop', () => {
  const second = (from: number): Partial<History> => ({
    journals: [journalOf('r1'), journalOf('r2', { from, until: from + 100 })],
    runs: [storedRun('r1'), storedRun('r2')],
    claims: [
      { run: 'r1', pid: 7 },
      { run: 'r2', pid: 7 }
    ],
    logs: new Map([
      ['r1', logOf('r1', 10)],
      ['r2', logOf('r2', 10)]
    ])
  });

  it('may follow one another', () => {
    expect(checkHistory(sampleHistory(second(2_000)))).toEqual([]);
  });

  it('overlap where the second starts before the first has ended', () => {
    expect(words(sampleHistory(second(1_990)))).toBe('loop x: run r2 of x/task started while run r1 of x/task still lived, for 10 ms');
  });

  it('overlap where only a child of the first lives on', () => {
    const first = journalOf('r1', { lines: [{ kind: 'tick', at: 2_500 }] });

    expect(broken(sampleHistory({ ...second(2_100), journals: [first, second(2_100).journals![1]!] }))).toEqual([
      'no two runs of a loop overlap'
    ]);
  });

  it('overlap where a long one spans two short ones', () => {
    const journals = [
      journalOf('r1', { until: 4_000 }),
      journalOf('r2', { from: 4_500, until: 4_600 }),
      journalOf('r3', { from: 3_000, until: 3_100 })
    ];
    const runs = [storedRun('r1'), storedRun('r2'), storedRun('r3')];
    const claims = ['r1', 'r2', 'r3'].map(run => ({ run, pid: 7 }));
    const logs = new Map(['r1', 'r2', 'r3'].map(run => [run, logOf(run, 10)]));

    expect(words(sampleHistory({ journals, runs, claims, logs }))).toMatch(/run r3 .* while run r1/);
  });

  it('overlap where a short one lies between the start of a long one and the start of the third', () => {
    const journals = [
      journalOf('r1', { until: 4_000 }),
      journalOf('r2', { from: 1_500, until: 1_600 }),
      journalOf('r3', { from: 3_000, until: 3_100 })
    ];

    expect(noOverlap(sampleHistory({ journals }))).toEqual([
      expect.stringMatching(/run r2 .* while run r1/) as string,
      expect.stringMatching(/run r3 .* while run r1/) as string
    ]);
  });

  it('may run beside those of another loop', () => {
    const other = journalOf('r2', { from: 1_100, task: 'y/other' });
    const history = sampleHistory({
      ...second(1_100),
      journals: [journalOf('r1'), other],
      runs: [storedRun('r1'), storedRun('r2', { task: 'y/other' })]
    });

    expect(checkHistory(history)).toEqual([]);
  });
});

describe('a status', () => {
  const PROMISE = 'every run has the status it really ended with';
  const ended = (how: Parameters<typeof journalOf>[1], run: Parameters<typeof storedRun>[1], more: Partial<History> = {}): History =>
    sampleHistory({ journals: [journalOf('r1', how)], runs: [storedRun('r1', run)], ...more });

  it.each([
    ['exit', { kind: 'exit', code: 3 }, { status: 'FAILURE', exitCode: 3 }],
    ['exit 0', { kind: 'exit', code: 0 }, { status: 'SUCCESS', exitCode: 0 }],
    ['exception', { kind: 'raise', message: 'boom 4' }, { status: 'FAILURE', exitCode: 1, reason: 'ValueError: boom 4' }],
    ['signal', { kind: 'signal', signal: 11 }, { status: 'FAILURE', exitCode: null, signal: 11, reason: 'killed by signal 11 (SIGSEGV)' }]
  ] as const)('is true where it is what the code did: %s', (_, how, run) => {
    expect(checkHistory(ended({ how }, run))).toEqual([]);
  });

  it.each([
    ['a failure called a success', { kind: 'exit', code: 3 }, { status: 'SUCCESS' }],
    ['a success with an exit code', { kind: 'return' }, { exitCode: 1 }],
    ['a success called a failure', { kind: 'return' }, { status: 'FAILURE', exitCode: 1, reason: 'exit code 1' }],
    ['another exit code', { kind: 'exit', code: 3 }, { status: 'FAILURE', exitCode: 4 }],
    ['another exception', { kind: 'raise', message: 'boom 4' }, { status: 'FAILURE', exitCode: 1, reason: 'ValueError: boom 5' }],
    ['another signal', { kind: 'signal', signal: 11 }, { status: 'FAILURE', exitCode: null, signal: 9 }],
    ['a stop that nobody asked for', { kind: 'return' }, { status: 'KILLED', exitCode: null, signal: 15 }],
    ['a timeout before its time', { kind: 'return' }, { status: 'TIMED_OUT', exitCode: null, signal: 15 }],
    [
      'a timeout of a run that said it would end long before',
      { kind: 'return' },
      { status: 'TIMED_OUT', exitCode: null, signal: 15, duration: 5_000 }
    ]
  ] as const)('is false: %s', (_, how, run) => {
    expect(broken(ended({ how }, run))).toEqual([PROMISE]);
  });

  it('is false where a run was ended by nobody and is called a success', () => {
    expect(broken(ended({ how: null }, {}))).toEqual([PROMISE]);
  });

  it('is true of a run that the harness killed, and false of its neighbour', () => {
    const killed = { status: 'FAILURE', exitCode: null, signal: 9, reason: 'killed by signal 9 (SIGKILL)' } as const;
    const fault = (run: string): Partial<History> => ({ faults: [faultOf('kill_run', { victims: [{ run, role: 'run' }] })] });

    expect(checkHistory(ended({ how: null }, killed, fault('r1')))).toEqual([]);
    expect(broken(ended({ how: null }, killed, fault('r2')))).toEqual([PROMISE]);
  });

  it('is false of a run that the harness killed where it is called otherwise than killed by that signal', () => {
    const faults = [faultOf('kill_run', { victims: [{ run: 'r1', role: 'run' }] })];

    expect(broken(ended({ how: null }, { status: 'FAILURE', exitCode: 1, reason: 'exit code 1' }, { faults }))).toEqual([PROMISE]);
  });

  it('is false of a run that was ended by nobody and is called timed out before its time', () => {
    expect(broken(ended({ how: null }, { status: 'TIMED_OUT', exitCode: null, signal: 15, duration: 4_000 }))).toEqual([PROMISE]);
  });

  it('is true of a run whose supervisor was killed only where it says so', () => {
    const faults = [faultOf('kill_supervisor', { victims: [{ run: 'r1', role: 'supervisor' }] })];
    const run = { status: 'FAILURE', exitCode: null } as const;

    expect(checkHistory(ended({ how: null }, { ...run, reason: 'its supervisor was killed' }, { faults }))).toEqual([]);
    expect(broken(ended({ how: null }, { ...run, reason: 'exit code 1' }, { faults }))).toEqual([PROMISE]);
  });

  it('is true of a run that was stopped, or had its time', () => {
    const stops = [{ run: 'r1', at: 1_900, acknowledged: true }];

    expect(checkHistory(ended({ how: null }, { status: 'KILLED', exitCode: null, signal: 15 }, { stops }))).toEqual([]);
    expect(checkHistory(ended({ how: null, until: 6_000 }, { status: 'TIMED_OUT', exitCode: null, signal: 15, duration: 5_000 }))).toEqual(
      []
    );
  });

  it('is true of a run that said it would return, was frozen then, and had its time', () => {
    const faults = [faultOf('freeze_run', { victims: [{ run: 'r1', role: 'run' }], until: 6_100 })];

    expect(checkHistory(ended({}, { status: 'TIMED_OUT', exitCode: null, signal: 15, duration: 5_000 }, { faults }))).toEqual([]);
  });

  it('is explained by a full disk only while one was, and only where it says so', () => {
    const run = { status: 'FAILURE', exitCode: null, reason: 'it could not be started: ENOSPC: no space left on device' } as const;
    const never = { journals: [], claims: [], dues: [], followings: [], logs: new Map() };

    expect(checkHistory(ended({}, run, { ...never, faults: [faultOf('fill_disk')] }))).toEqual([]);
    expect(broken(ended({}, run, never))).toEqual([PROMISE]);
    expect(broken(ended({}, { ...run, reason: 'unknown error' }, { ...never, faults: [faultOf('fill_disk')] }))).toEqual([PROMISE]);
    expect(broken(ended({ how: null }, run, { faults: [faultOf('fill_disk', { from: 3_000, until: 4_000 })] }))).toEqual([PROMISE]);
  });

  it('is explained by what is done to supervisors only of runs that never started', () => {
    const run = { status: 'FAILURE', exitCode: null, reason: 'it could not be started: its warm parent was killed' } as const;
    const faults = [faultOf('kill_warm_parent')];

    expect(checkHistory(ended({}, run, { journals: [], claims: [], dues: [], followings: [], logs: new Map(), faults }))).toEqual([]);
    expect(broken(ended({ how: null }, run, { faults }))).toEqual([PROMISE]);
  });
});

describe('LOST', () => {
  const PROMISE = ['LOST only when proven'];
  const lost = (...faults: History['faults']): History =>
    sampleHistory({
      journals: [journalOf('r1', { how: null })],
      runs: [storedRun('r1', { status: 'LOST', exitCode: null })],
      faults,
      schedulers: schedulersOf(faults)
    });
  const victims = [{ run: 'r1', role: 'supervisor' }] as const;

  it('is proven where supervisor and warm parent were killed and no scheduler saw it', () => {
    expect(checkHistory(lost(faultOf('kill_everything', { victims })))).toEqual([]);
    expect(checkHistory(lost(faultOf('kill_supervisor_and_warm_parent', { victims }), faultOf('kill_scheduler', { from: 1_550 })))).toEqual(
      []
    );
  });

  it('is proven where the warm parent was killed after the supervisor', () => {
    const faults = [
      faultOf('kill_supervisor', { victims, warmParentLived: true }),
      faultOf('kill_warm_parent', { from: 1_510 }),
      faultOf('kill_scheduler')
    ];

    expect(checkHistory(lost(...faults))).toEqual([]);
  });

  it('is not proven where nobody killed its supervisor', () => {
    expect(broken(lost())).toEqual(PROMISE);
    expect(broken(lost(faultOf('kill_scheduler'), faultOf('kill_run', { victims: [{ run: 'r1', role: 'run' }] })))).toEqual(PROMISE);
    expect(broken(lost(faultOf('kill_scheduler'), faultOf('kill_supervisor', { victims: [{ run: 'r2', role: 'supervisor' }] })))).toEqual(
      PROMISE
    );
  });

  it('is not proven where the warm parent lived', () => {
    expect(broken(lost(faultOf('kill_supervisor', { victims, warmParentLived: true }), faultOf('kill_scheduler')))).toEqual(PROMISE);
  });

  it('is not proven where a scheduler was there', () => {
    expect(broken(lost(faultOf('kill_supervisor', { victims })))).toEqual(PROMISE);
    expect(broken(lost(faultOf('kill_supervisor', { victims }), faultOf('kill_scheduler', { from: 100, until: 200 })))).toEqual(PROMISE);
  });

  it('is not proven where the supervisor was only frozen', () => {
    expect(broken(lost(faultOf('freeze_supervisor', { victims }), faultOf('kill_scheduler')))).toEqual(PROMISE);
  });
});

describe('limits', () => {
  it('are broken by a run that lives on after its timeout', () => {
    const run = storedRun('r1', { status: 'TIMED_OUT', exitCode: null, duration: 5_000 });
    const history = (faults: History['faults']): History =>
      sampleHistory({ journals: [journalOf('r1', { how: null, until: 30_000 })], runs: [run], faults });

    expect(broken(history([]))).toEqual(['timeouts and stops hold']);
    expect(broken(history([faultOf('kill_scheduler', { until: 30_000 })]))).toEqual(['timeouts and stops hold']);
    expect(checkHistory(history([faultOf('freeze_supervisor', { from: 5_000, until: 29_000 })]))).toEqual([]);
  });

  it('are broken by a run that lives on after its stop was acknowledged, not after one that was not', () => {
    const run = storedRun('r1', { status: 'KILLED', exitCode: null });
    const tasks = [{ key: TASK, loop: 'x', repository: 'r', timeout: 90_000, scheduled: false }];
    const history = (acknowledged: boolean): History =>
      sampleHistory({
        tasks,
        journals: [journalOf('r1', { how: null, until: 30_000 })],
        runs: [run],
        stops: [{ run: 'r1', at: 2_000, acknowledged }]
      });

    expect(broken(history(true))).toEqual(['timeouts and stops hold']);
    expect(checkHistory(history(false))).toEqual([]);
  });
});

describe('processes', () => {
  it('are left where one lived when its run had ended; each is told once', () => {
    const stray = { run: 'r1', pid: 44, command: 'sleep 9', at: 2_500 };

    expect(words(sampleHistory({ strays: [stray, { ...stray, at: 2_600 }] }))).toBe('process 44 (sleep 9) lived on when run r1 had ended');
  });
});

describe('a log', () => {
  const PROMISE = ['no log byte is lost'];
  const log = (text: Uint8Array, more: Partial<History> = {}): History =>
    sampleHistory({ logs: new Map([['r1', text]]), followings: [], ...more });
  const whole = Buffer.from(logOf('r1', 10)).toString();
  const without = (line: number): Uint8Array => Buffer.from(whole.split('\n').toSpliced(line, 1).join('\n'));

  it('may hold lines of others, and more than the journal knows', () => {
    expect(checkHistory(log(Buffer.from(`a note\n${Buffer.from(logOf('r1', 12)).toString()}Traceback\n`)))).toEqual([]);
  });

  it.each([0, 4, 9])('is not whole where line %i is missing', line => {
    expect(broken(log(without(line)))).toEqual(PROMISE);
  });

  it('is not whole where it is empty', () => {
    expect(broken(log(new Uint8Array()))).toEqual(PROMISE);
  });

  it('is wrong where a line stands twice, or in another place', () => {
    const lines = whole.trimEnd().split('\n');

    expect(broken(log(Buffer.from([...lines, lines[9], ''].join('\n'))))).toEqual(PROMISE);
    expect(broken(log(Buffer.from([...lines.slice(0, 3), lines[4], lines[3], ...lines.slice(5), ''].join('\n'))))).toEqual(PROMISE);
  });

  it('is wrong where a byte is another, or the line is of another run', () => {
    expect(broken(log(Buffer.from(whole.replace('xxxxx', 'xxyxx'))))).toEqual(PROMISE);
    expect(broken(log(logOf('r2', 10)))).toEqual(PROMISE);
  });

  it('of a killed supervisor may miss its end, but nothing before that', () => {
    const faults = [faultOf('kill_supervisor', { victims: [{ run: 'r1', role: 'supervisor' }] })];
    const more = {
      faults,
      runs: [storedRun('r1', { status: 'FAILURE', exitCode: null, reason: 'its supervisor was killed' })],
      journals: [journalOf('r1', { how: null })]
    };

    expect(checkHistory(log(without(9), more))).toEqual([]);
    expect(checkHistory(log(logOf('r1', 2), more))).toEqual([]);
    expect(broken(log(without(4), more))).toEqual(PROMISE);
  });

  it('of a killed supervisor may not miss more than its pipes held', () => {
    const faults = [faultOf('kill_supervisor', { victims: [{ run: 'r1', role: 'supervisor' }] })];
    const runs = [storedRun('r1', { status: 'FAILURE', exitCode: null, reason: 'its supervisor was killed' })];
    const journals = [journalOf('r1', { how: null, lines: [{ kind: 'printed', at: 1_900, lines: 5_000 }] })];

    expect(broken(log(logOf('r1', 10), { faults, runs, journals }))).toEqual(PROMISE);
    expect(checkHistory(log(logOf('r1', 4_500), { faults, runs, journals }))).toEqual([]);
  });

  it('of a full disk may miss as much as it tells of', () => {
    const faults = [faultOf('fill_disk')];
    const cut = (told: number): Uint8Array => Buffer.from(`${whole.slice(0, 300)}peach: ${told} bytes of this log could not be written\n`);

    expect(checkHistory(log(cut(whole.length - 300), { faults }))).toEqual([]);
    expect(broken(log(cut(10), { faults }))).toEqual(PROMISE);
    expect(broken(log(Buffer.from(whole.slice(0, 300)), { faults }))).toEqual(PROMISE);
    expect(broken(log(cut(whole.length - 300)))).toEqual(PROMISE);
  });
});

describe('a follower', () => {
  const PROMISE = ['followers get every byte once'];
  const bytes = logOf('r1', 10);
  const follower = (changes: Partial<History['followings'][number]>): History =>
    sampleHistory({ followings: [{ run: 'r1', bytes, complete: true, jumps: [], until: 3_000, ...changes }] });

  it('may stop before the end', () => {
    expect(checkHistory(follower({ bytes: bytes.slice(0, 9), complete: false }))).toEqual([]);
  });

  it('is wronged by a byte too few, too many or another one', () => {
    expect(broken(follower({ bytes: bytes.slice(0, -1) }))).toEqual(PROMISE);
    expect(broken(follower({ bytes: Buffer.concat([bytes, Buffer.from('!')]) }))).toEqual(PROMISE);
    expect(broken(follower({ bytes: bytes.with(20, 0), complete: false }))).toEqual(PROMISE);
  });

  it('is wronged by a frame that begins elsewhere', () => {
    expect(words(follower({ jumps: ['a frame at 40 came where 20 was next'] }))).toMatch(/follower of run r1: a frame at 40/);
  });
});

describe('the store', () => {
  it('is not clean where SQLite says so', () => {
    expect(words(sampleHistory({ storeLooks: [{ when: 'after a fill', problems: ['row 3 missing from index run_open'] }] }))).toBe(
      'the store, after a fill: row 3 missing from index run_open'
    );
  });
});

describe('a full disk', () => {
  const answer = (status: number, code: string | null, message: string): History =>
    sampleHistory({ fullDiskAnswers: [{ at: 1, status, code, message }] });

  it('is told, or costs nothing, or the run now is refused for another good reason', () => {
    expect(checkHistory(answer(507, 'disk_full', 'the run could not be queued: the disk is full'))).toEqual([]);
    expect(checkHistory(answer(202, null, ''))).toEqual([]);
    expect(checkHistory(answer(409, 'task_running', 'it is running'))).toEqual([]);
  });

  it.each([
    [500, 'internal', 'no space left on device'],
    [507, 'disk_full', 'something is wrong'],
    [500, 'internal', 'something is wrong']
  ])('is not told by %i %s %s', (status, code, message) => {
    expect(broken(answer(status, code, message))).toEqual(['a full disk is told']);
  });
});

describe('the scheduler', () => {
  const ends = (words: string, ...faults: History['faults']): History => sampleHistory({ schedulerEnds: [{ at: 1_550, words }], faults });

  it('may end where its state can’t be written', () => {
    expect(checkHistory(ends('the disk is full', faultOf('fill_disk')))).toEqual([]);
    expect(checkHistory(ends('attempt to write a readonly database', faultOf('read_only')))).toEqual([]);
  });

  it('must not end otherwise, nor without words', () => {
    expect(broken(ends('the disk is full'))).toHaveLength(1);
    expect(broken(ends('TypeError: x is not a function', faultOf('fill_disk')))).toHaveLength(1);
    expect(broken(ends('the disk is full', faultOf('fill_disk', { from: 1_600, until: 1_700 })))).toHaveLength(1);
    expect(broken(ends('readonly database', faultOf('fill_disk')))).toHaveLength(1);
  });
});

describe('a commit', () => {
  const PROMISE = ['each run sees the head, and only its commit'];
  const commits = [
    { repository: 'r', hash: 'a'.repeat(40), number: 1, from: 0, until: 10 },
    { repository: 'r', hash: 'b'.repeat(40), number: 2, from: 100, until: 200 }
  ];
  const saw = (file: number, source: number, from = 1_000): History['journals'] => {
    const journal = journalOf('r1', { from, until: from + 1_000 });
    return [{ ...journal, lines: [{ ...journal.lines[0]!, file, source } as never, ...journal.lines.slice(1)] }];
  };

  it('may be the one before for a while, since the head is read before the run starts', () => {
    expect(checkHistory(sampleHistory({ commits, journals: saw(1, 1) }))).toEqual([]);
  });

  it.each([
    [2, 1],
    [1, 2],
    [2, 2]
  ])('is not the run’s own where its checkout is of %i and its source of %i', (file, source) => {
    expect(broken(sampleHistory({ commits, journals: saw(file, source) }))).toEqual(PROMISE);
  });

  it('is stale where the next was made long before, and nothing stood in its way', () => {
    const journals = saw(1, 1, 30_000);

    expect(broken(sampleHistory({ ...both, commits, journals, dues: [] }))).toEqual(PROMISE);
    expect(
      checkHistory(sampleHistory({ ...both, commits, journals, dues: [], faults: [faultOf('remote_away', { from: 100, until: 20_000 })] }))
    ).toEqual([]);
  });
});
