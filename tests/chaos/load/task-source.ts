/**
 * The cell that every task of the load runs: it prints numbered lines (see `history/printed-line.ts`), and writes down
 * in a journal of its own, outside of all that the scheduler owns, when it started, what it has printed and how it will end.
 * `limit`: seconds after which each of its processes ends by itself, should nobody else end it.
 */
export function taskSource(commit: number, limit = LIMIT): string {
  return `${SOURCE}\nSOURCE = ${commit}\nLIMIT = ${limit}\n`;
}

/** Longer than any time limit with all the patience that the checker has; short enough that what is left behind is no burden. */
const LIMIT = 300;

/** File at the root of the repository that holds the number of the commit. */
export const NUMBER_FILE = 'NUMBER';

const SOURCE = `
import os, signal, sys, time


def task(kind: str, journals: str):
    deadline = time.monotonic() + LIMIT

    def limit():
        """The kernel's own timer, of the monotonic clock, whatever this process does then. A fork has none: it begins with this."""
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGALRM])
        signal.setitimer(signal.ITIMER_REAL, max(0.001, deadline - time.monotonic()))

    limit()
    run = os.environ["PEACH_RUN_ID"]
    journal = os.open(os.path.join(journals, run), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def note(word, facts=""):
        os.write(journal, f'{{"kind":"{word}","at":{time.monotonic() * 1000:.3f}{facts}}}\\n'.encode())

    def identity(pid):
        with open(f"/proc/{pid}/stat") as file:
            stat = file.read()
        return f',"process":{{"pid":{pid},"startTime":{stat[stat.rindex(")") + 2:].split()[19]}}}'

    def ending(how):
        note("ending", f',"how":{{{how}}}')

    def say(count, pause=0.0, every=1):
        for number in range(count):
            print(f"out {number} {run} {'x' * (number * 31 % 97)}")
            if (number + 1) % every == 0:
                note("printed", f',"lines":{number + 1}')
            if pause:
                time.sleep(pause)
            if pause and number % 5 == 0:
                print("a line to stderr", file=sys.stderr)

    def orphan(seconds):
        """A double-forked child in a session of its own that ignores SIGTERM."""
        child = os.fork()
        if child:
            os.waitpid(child, 0)
            return
        limit()
        os.setsid()
        if os.fork() == 0:
            limit()
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            note("child", identity(os.getpid()))
            until = time.monotonic() + seconds
            while time.monotonic() < until:
                time.sleep(0.05)
                note("tick")
        os._exit(0)

    with open("${NUMBER_FILE}") as file:
        number = int(file.read())
    note("start", f'{identity(os.getpid())},"parent":{os.getppid()},"file":{number},"source":{SOURCE},"task":"{os.environ["PEACH_TASK"]}"')
    if kind == "quick":
        say(20)
    elif kind == "lines":
        say(3000, every=100)
    elif kind == "steps":
        say(40, pause=0.02)
    elif kind == "orphans":
        say(5)
        for _ in range(3):
            orphan(120)
    elif kind == "holder":
        import subprocess

        say(5)
        note("child", identity(subprocess.Popen(["sleep", str(min(120, LIMIT))], start_new_session=True).pid))
    elif kind == "overrun":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        orphan(120)
        say(10_000, pause=0.05)
    elif kind == "wait":
        say(10_000, pause=0.05)
    elif kind == "raise":
        say(10)
        ending(f'"kind":"raise","message":"boom {run}"')
        raise ValueError(f"boom {run}")
    elif kind == "interrupt":
        say(10)
        ending('"kind":"raise","message":"KeyboardInterrupt"')
        raise KeyboardInterrupt
    elif kind.startswith("exit"):
        say(10)
        ending(f'"kind":"exit","code":{int(kind[4:])}')
        sys.exit(int(kind[4:]))
    elif kind == "os_exit":
        say(10)
        ending('"kind":"exit","code":4')
        os._exit(4)
    elif kind == "segfault":
        import ctypes

        say(10)
        ending('"kind":"signal","signal":11')
        ctypes.string_at(0)
    ending('"kind":"return"')
`.trim();
