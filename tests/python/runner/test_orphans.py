"""A supervisor that dies: what it left is ended, and its run gets the end that is true."""

import json
import os
import signal
import time
from pathlib import Path

import pytest

from peach_lab.runner import process_table
from peach_lab.runner.orphans import continue_stopped, end_of_killed, end_orphans, write_end_of_killed

from .frozen_file_system import frozen_file_system
from .started_run import StartedRun, StartRun, wait_until
from .test_stubborn import COMMON, TREES

LAUNCHER = Path(__file__).parent / "parent_of_one.py"
KILL_SUPERVISOR = "os.kill(os.getppid(), signal.SIGKILL); time.sleep(600)"


def main(tree: str, then: str = KILL_SUPERVISOR) -> list[str]:
    return [COMMON, f"def task():\n    if True:\n        {tree.strip()}\n    print('up', flush=True)\n    {then}"]


def supervisor_of(run: StartedRun) -> int:
    return int(json.loads((run.folder / "claim").read_text())["pid"])


@pytest.mark.parametrize("tree", TREES.values(), ids=TREES.keys())
def test_nobody_outlives_a_supervisor_that_its_task_kills(start_run: StartRun, tree: str) -> None:
    run = start_run(*main(tree), launcher=LAUNCHER)
    end = run.end()
    assert (end["status"], end["reason"]) == ("FAILURE", "its supervisor was killed")
    assert (end["exit_code"], end["signal"], end["result"]) == (None, None, None)
    assert run.processes() == []
    assert run.supervisor.returncode == 0


@pytest.mark.usefixtures("subreaper")
def test_an_orphan_that_dies_while_it_is_looked_at_leaves_nobody_unseen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Children that a dead one leaves become this process's after they were listed."""
    reader, writer = os.pipe()
    first = os.fork()
    if first == 0:
        if os.fork() == 0:
            os.setsid()
            signal.alarm(60)
            signal.pause()
        os.read(reader, 1)
        os._exit(0)
    second = wait_until(lambda: process_table.children_of(first), "it has a child")[0]
    children_of = process_table.children_of

    def list_then_let_die(pid: int) -> list[int]:
        children = children_of(pid)
        if first in children and second not in children:
            os.write(writer, b"x")
            wait_until(lambda: os.waitid(os.P_PID, first, os.WEXITED | os.WNOWAIT | os.WNOHANG), "it has ended")
        return children

    monkeypatch.setattr(process_table, "children_of", list_then_let_die)
    wait_until(lambda: end_orphans([]), "nobody is left")
    with pytest.raises(ChildProcessError):
        os.waitpid(second, os.WNOHANG)


def test_what_could_be_measured_is_told(start_run: StartRun) -> None:
    work = "block = bytearray(100 << 20); sum(range(3_000_000))"
    # What stands in its pipes goes with a supervisor.
    log = "os.environ['PEACH_RUN_SPECIFICATION'].replace('specification.json', 'log')"
    copied = f"while not os.path.getsize({log}): pass"
    run = start_run(*main(work, f"{copied}\n    {KILL_SUPERVISOR}"), launcher=LAUNCHER)
    end = run.end()
    claim = json.loads((run.folder / "claim").read_text())
    assert end["started_at"] == claim["claimed_at"] < end["ended_at"]
    assert end["log_bytes"] == len(run.log) == len("up\n")
    assert end["peak_memory"] > 100 << 20
    assert end["cpu_seconds"] > 0.01
    assert not run.temporary.exists()


def test_a_time_limit_that_was_reached_stays_the_reason(start_run: StartRun) -> None:
    source = """
import os, signal, time
def task():
    signal.signal(signal.SIGTERM, lambda *_: os.kill(os.getppid(), signal.SIGKILL))
    time.sleep(600)
"""
    run = start_run(source, launcher=LAUNCHER, timeout=2, grace=30)
    end = run.end()
    assert (end["status"], end["reason"]) == ("TIMED_OUT", "timed out after 2 s; its supervisor was killed")
    assert not (run.folder / "imposed.json").exists()


def test_a_stop_that_was_asked_for_stays_the_reason(start_run: StartRun) -> None:
    run = start_run("import time\ndef task():\n    print('up'); time.sleep(600)", launcher=LAUNCHER)
    run.wait_for_log("up")
    (run.folder / "stop.json").write_text('{"reason": "stopped by ada"}')
    os.kill(supervisor_of(run), signal.SIGKILL)
    end = run.end()
    assert (end["status"], end["reason"]) == ("KILLED", "stopped by ada; its supervisor was killed")


def test_a_supervisor_that_its_task_stops_again_and_again_goes_on(start_run: StartRun) -> None:
    source = """
import os, signal
def task():
    supervisor = os.getppid()
    for _ in range(7):
        if os.fork() == 0:
            break
    while True:
        os.kill(supervisor, signal.SIGSTOP)
"""
    end = start_run(source, launcher=LAUNCHER, timeout=1).end()
    assert (end["status"], end["reason"]) == ("TIMED_OUT", "timed out after 1 s")


@pytest.mark.usefixtures("subreaper")
def test_a_supervisor_is_left_time_of_its_own_each_time_that_it_goes_on() -> None:
    supervisor = os.fork()
    if supervisor == 0:
        myself = os.getpid()
        if os.fork() == 0:
            while os.getppid() == myself:
                os.kill(myself, signal.SIGSTOP)
            os._exit(0)
        while time.process_time() < 0.1:
            pass
        os._exit(0)
    times = 0
    while _next_change_of(supervisor) == os.CLD_STOPPED:
        continue_stopped([supervisor])
        times += 1
    wait_until(lambda: end_orphans([]), "nobody is left")
    assert times < 200


def _next_change_of(pid: int) -> int:
    change = os.waitid(os.P_PID, pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
    assert change is not None
    return change.si_code


def test_who_stood_still_by_itself_still_does_when_its_supervisor_goes_on(start_run: StartRun) -> None:
    source = """
import os, signal, time
def task():
    child = os.fork()
    if child == 0:
        os.kill(os.getpid(), signal.SIGSTOP)
        os._exit(0)
    os.waitpid(child, os.WUNTRACED)
    os.kill(os.getppid(), signal.SIGSTOP)
    time.sleep(0.2)
    assert os.waitpid(child, os.WNOHANG) == (0, 0)
"""
    assert start_run(source, launcher=LAUNCHER, timeout=10).end()["status"] == "SUCCESS"


def test_who_waits_in_the_kernel_does_not_keep_the_end_from_being_told(start_run: StartRun, tmp_path: Path) -> None:
    with frozen_file_system(tmp_path) as frozen:
        write = f"open('{frozen.path}/file', 'w').write('x')"
        run = start_run(*main(f"detached(lambda: {write})"), launcher=LAUNCHER)
        end = run.record()
        assert end["status"] == "FAILURE"
        assert end["reason"].startswith("its supervisor was killed; process ")
        assert "it waits in the kernel" in end["reason"]


def test_an_end_record_that_is_there_stays(start_run: StartRun) -> None:
    run = start_run("def task(): return 1")
    end = run.end()
    assert end_of_killed(str(run.folder), signal.SIGKILL) is None
    assert write_end_of_killed(str(run.folder), b"{}")
    assert run.record() == end


def test_a_run_that_nobody_claimed_gets_no_end(tmp_path: Path) -> None:
    assert end_of_killed(str(tmp_path), signal.SIGKILL) is None
    assert os.listdir(tmp_path) == []


def test_a_supervisor_too_many_ends_no_run_of_another(start_run: StartRun) -> None:
    run = start_run("import time\ndef task():\n    print('up'); time.sleep(600)")
    run.wait_for_log("up")
    assert end_of_killed(str(run.folder), signal.SIGKILL) is None


def test_a_supervisor_that_ended_without_a_word_is_told_as_such(start_run: StartRun) -> None:
    run = start_run("import time\ndef task():\n    print('up'); time.sleep(600)")
    run.wait_for_log("up")
    run.supervisor.kill()
    run.supervisor.wait()
    wait_until(lambda: run.processes() == [], "the main process is gone")
    text = end_of_killed(str(run.folder), 1 << 8)
    assert text is not None
    assert write_end_of_killed(str(run.folder), text)
    assert run.record()["reason"] == "its supervisor ended with exit code 1"
