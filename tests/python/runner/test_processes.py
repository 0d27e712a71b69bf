"""The process tree of a run: nothing of it is left, whatever happens."""

import json
import signal

from .started_run import StartRun, wait_until

DOUBLE_FORKED = """
import os, signal, time
def detach(count, body=lambda: time.sleep(600)):
    for _ in range(count):
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                signal.signal(signal.SIGTERM, signal.SIG_IGN)
                body()
            os._exit(0)
        os.wait()
"""


def test_detached_children_that_ignore_sigterm_end_with_the_main_process(start_run: StartRun) -> None:
    run = start_run(DOUBLE_FORKED, "def task():\n    detach(50)\n    return 'done'")
    end = run.end()
    assert (end["status"], end["result"]) == ("SUCCESS", "done")
    assert run.processes() == []


def test_a_child_that_holds_stdout_does_not_hold_the_run(start_run: StartRun) -> None:
    run = start_run(
        "import subprocess\ndef task():\n    subprocess.Popen(['sleep', '600'])\n    print('done')", grace=20
    )
    end = run.end()
    assert (end["status"], run.log) == ("SUCCESS", "done\n")
    assert end["ended_at"] - end["started_at"] < 10
    assert run.processes() == []


def test_a_stopped_grandchild_ends_too(start_run: StartRun) -> None:
    source = """
import os, signal, subprocess
def task():
    child = subprocess.Popen(['sleep', '600'], start_new_session=True)
    os.kill(child.pid, signal.SIGSTOP)
"""
    run = start_run(source, grace=20)
    end = run.end()
    assert end["status"] == "SUCCESS"
    assert end["ended_at"] - end["started_at"] < 10
    assert run.processes() == []


def test_a_timeout_takes_detached_children_along(start_run: StartRun) -> None:
    source = "def task():\n    detach(10)\n    signal.signal(signal.SIGTERM, signal.SIG_IGN)\n    time.sleep(600)"
    run = start_run(DOUBLE_FORKED, source, timeout=5, grace=0.3)
    end = run.end()
    assert (end["status"], end["signal"]) == ("TIMED_OUT", signal.SIGKILL)
    assert run.processes() == []


def test_processes_that_only_fork_and_exit_are_caught(start_run: StartRun) -> None:
    source = """
def chain():
    over = time.monotonic() + 120  # a storm that gets away must not take the machine with it
    while time.monotonic() < over:
        if os.fork(): os._exit(0)
def task():
    detach(4, chain)
"""
    run = start_run(DOUBLE_FORKED, source, timeout=20, grace=0.1)
    assert run.end()["status"] == "SUCCESS"
    assert run.processes() == []


def test_a_deep_chain_of_processes_ends(start_run: StartRun) -> None:
    source = """
import os, time
def task():
    for _ in range(150):
        if os.fork(): break
    time.sleep(600)
"""
    run = start_run(source, timeout=1.5, grace=5)
    end = run.end()
    assert end["status"] == "TIMED_OUT"
    assert run.processes() == []


def test_a_killed_supervisor_takes_the_main_process_along(start_run: StartRun) -> None:
    run = start_run("import time\ndef task():\n    print('up'); time.sleep(600)")
    run.wait_for_log("up")
    run.supervisor.kill()
    run.supervisor.wait()
    wait_until(lambda: run.processes() == [], "the main process is gone")
    assert not (run.folder / "end.json").exists()
    assert run.log == "up\n"


def test_a_supervisor_that_was_stopped_goes_on(start_run: StartRun) -> None:
    run = start_run("import time\ndef task():\n    print('up'); time.sleep(0.2)")
    run.wait_for_log("up")
    run.supervisor.send_signal(signal.SIGSTOP)
    run.supervisor.send_signal(signal.SIGCONT)
    assert run.end()["status"] == "SUCCESS"


def test_the_claim_names_the_living_supervisor(start_run: StartRun) -> None:
    run = start_run("import time\ndef task():\n    print('up'); time.sleep(600)")
    run.wait_for_log("up")
    claim = json.loads((run.folder / "claim").read_text())
    with open("/proc/sys/kernel/random/boot_id") as file:
        assert claim["boot_id"] == file.read().strip()
    with open(f"/proc/{claim['pid']}/stat") as file:
        assert claim["start_time"] == int(file.read().rpartition(")")[2].split()[19])
    assert claim["pid"] == run.supervisor.pid


def test_a_second_supervisor_does_nothing(start_run: StartRun) -> None:
    run = start_run("import time\ndef task():\n    print('up'); time.sleep(0.3)")
    run.wait_for_log("up")
    claim = (run.folder / "claim").read_text()
    assert run.spawn().wait(30) == 0
    assert run.end()["status"] == "SUCCESS"
    assert (run.folder / "claim").read_text() == claim
    assert run.log == "up\n"
    assert run.spawn().wait(30) == 0
    assert run.log == "up\n"


def test_of_many_supervisors_one_runs_the_code(start_run: StartRun) -> None:
    run = start_run("import os\ndef task():\n    print(os.getppid())")
    others = [run.spawn() for _ in range(5)]
    assert [other.wait(30) for other in others] == [0] * 5
    assert run.end()["status"] == "SUCCESS"
    assert run.log == f"{json.loads((run.folder / 'claim').read_text())['pid']}\n"


def test_the_kernel_is_told_to_take_the_user_process_first(start_run: StartRun) -> None:
    run = start_run("def task():\n    return [open('/proc/self/oom_score_adj').read(), open('/proc/self/comm').read()]")
    assert run.end()["result"][0] == "500\n"


def test_the_main_process_leads_a_session_without_a_terminal(start_run: StartRun) -> None:
    source = """
import os, sys
def task():
    with os.popen('ls /proc/self/fd') as lister:
        started = lister.read().split()
    return [os.getsid(0) == os.getpid(), sys.stdin.read(), os.listdir('/proc/self/fd'), started]
"""
    leads, stdin, descriptors, started = start_run(source).end()["result"]
    assert (leads, stdin) == (True, "")
    assert len(descriptors) == 5  # what it tells its end through, and the one that lists them
    assert len(started) == 4  # a program that it starts has only the latter


def test_multiprocessing_works_with_functions_of_a_cell(start_run: StartRun) -> None:
    source = """
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Pool
def double(x): return 2 * x
def task():
    with Pool(2) as pool, ProcessPoolExecutor(2) as executor:
        return [pool.map(double, [1, 2]), list(executor.map(double, [3]))]
"""
    run = start_run(source)
    assert run.end()["result"] == [[2, 4], [6]]
    assert run.processes() == []
