"""Whatever a run leaves behind, and however it ends, nothing of it is alive afterwards."""

import os

import pytest

from .kernel_group import kernel_group
from .started_run import StartedRun, StartRun

pytestmark = pytest.mark.usefixtures("subreaper")

COMMON = """
import ctypes, os, signal, subprocess, sys, time
# Whatever is wrong with what a test is about: a storm must not take the machine with it.
over = time.monotonic() + 120
def deaf():
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP): signal.signal(number, signal.SIG_IGN)
def detached(body):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            deaf()
            body()
        os._exit(0)
    os.wait()
def sleep(): time.sleep(600)
"""

# What a task does before it returns, waits for its time limit or is stopped.
TREES = {
    "double forks in sessions of their own": "for _ in range(30): detached(sleep)",
    "a child that ignores SIGTERM": """
        if os.fork() == 0: deaf(); sleep()""",
    "nohup": "subprocess.Popen(['nohup', 'sh', '-c', 'sleep 600 & sleep 600'], stdout=open('out', 'w'))",
    "setsid": "subprocess.Popen(['setsid', '--fork', 'sleep', '600'])",
    "a child that holds the pipes, and prints": """
        def chatter():
            while True: print('x', flush=True); time.sleep(0.01)
        detached(chatter)""",
    "a child that holds the pipes after its parent ended": """
        if os.fork() == 0:
            if os.fork() == 0: deaf(); sleep()
            os._exit(0)
        os.wait()""",
    "a stopped child": """
        child = subprocess.Popen(['sleep', '600'])
        child.send_signal(signal.SIGSTOP)""",
    "a stopped grandchild": """
        def stop(): os.kill(os.getpid(), signal.SIGSTOP)
        detached(stop)""",
    "a child stopped by a tracer": """
        traced = subprocess.Popen(['sleep', '600'])
        def trace():
            ctypes.CDLL(None).ptrace(16, traced.pid, 0, 0)  # PTRACE_ATTACH
            sleep()
        detached(trace)""",
    "a child that waits for what it made with vfork": """
        detached(lambda: subprocess.Popen(['sleep', '600'], close_fds=False))""",
    "many that fork and exit, in one process group": """
        def chain():
            while time.monotonic() < over:
                if os.fork(): os._exit(0)
        for _ in range(40): detached(chain)""",
    "many that fork and exit, each in a session of its own": """
        def chain():
            while time.monotonic() < over:
                if os.fork(): os._exit(0)
                os.setsid()
        for _ in range(4): detached(chain)""",
    "a process without a name and a place": """
        def hide():
            os.closerange(0, 1024); os.chdir('/')
            os.execve(sys.executable, ['-', '-c', 'import time; time.sleep(600)'], {})
        detached(hide)""",
}


def main(tree: str, then: str) -> list[str]:
    return [COMMON, f"def task():\n    if True:\n        {tree.strip()}\n    print('up', flush=True)\n    {then}"]


def assert_nobody_is_left(run: StartedRun) -> None:
    assert run.processes() == []
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


@pytest.mark.parametrize("tree", TREES.values(), ids=TREES.keys())
def test_nobody_outlives_a_plain_end(start_run: StartRun, tree: str) -> None:
    run = start_run(*main(tree, "return 'done'"))
    end = run.end()
    assert (end["status"], end["reason"], end["result"]) == ("SUCCESS", None, "done")
    assert_nobody_is_left(run)


@pytest.mark.parametrize("tree", TREES.values(), ids=TREES.keys())
def test_nobody_outlives_a_time_limit(start_run: StartRun, tree: str) -> None:
    run = start_run(*main(tree, "deaf(); time.sleep(600)"), timeout=2)
    end = run.end()
    assert (end["status"], end["reason"]) == ("TIMED_OUT", "timed out after 2 s")
    assert_nobody_is_left(run)


@pytest.mark.parametrize("tree", TREES.values(), ids=TREES.keys())
def test_nobody_outlives_a_stop(start_run: StartRun, tree: str) -> None:
    run = start_run(*main(tree, "os.kill(os.getpid(), signal.SIGSTOP)"))
    run.wait_for_log("up")
    run.stop("stopped by ada")
    end = run.end()
    assert (end["status"], end["reason"]) == ("KILLED", "stopped by ada")
    assert_nobody_is_left(run)


@pytest.mark.parametrize(
    "leave", ["pass", "if os.getsid(0) != os.getpid(): os.setsid()"], ids=["one group", "sessions"]
)
def test_a_fork_bomb_ends(start_run: StartRun, leave: str) -> None:
    with kernel_group("pids", {"pids.max": "300"}) as group:
        bomb = f"""def task():
    open('{group}/cgroup.procs', 'w').write(str(os.getpid()))
    deaf()
    while time.monotonic() < over:
        try: os.fork()
        except OSError: pass
        {leave}"""
        run = start_run(COMMON, bomb, timeout=2)
        assert run.end()["status"] == "TIMED_OUT"
        assert_nobody_is_left(run)
