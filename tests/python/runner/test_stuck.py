"""A process that waits in the kernel can't be ended by anybody: it must not hold up its loop."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from .frozen_file_system import FrozenFileSystem, frozen_file_system
from .started_run import StartRun, wait_until

MAIN = """
def task():
    print('up', flush=True)
    open('{path}/file', 'w').write('x')
"""
CHILD = """
import os
def task():
    if os.fork() == 0:
        os.setsid()
        open('{path}/file', 'w').write('x')
    while open(f'/proc/self/task/{{os.getpid()}}/children').read() == '': pass
    child = int(open(f'/proc/self/task/{{os.getpid()}}/children').read())
    while open(f'/proc/{{child}}/stat').read().rpartition(') ')[2][0] != 'D': pass
    return child
"""


@pytest.fixture
def frozen(tmp_path: Path) -> Iterator[FrozenFileSystem]:
    with frozen_file_system(tmp_path) as system:
        yield system


def test_a_time_limit_holds_for_a_run_that_waits_in_the_kernel(start_run: StartRun, frozen: FrozenFileSystem) -> None:
    run = start_run(MAIN.format(path=frozen.path), timeout=1)
    main = wait_until(lambda: [pid for pid in run.processes() if pid != run.supervisor.pid], "it is there")[0]

    end = run.record()

    assert end["status"] == "TIMED_OUT"
    assert (end["exit_code"], end["signal"]) == (None, None)
    assert end["reason"].startswith(f"timed out after 1 s; process {main} (python")
    assert "could not be ended: it waits in the kernel" in end["reason"]
    assert run.log == "up\n"
    assert os.path.exists(f"/proc/{main}")
    assert run.supervisor.poll() is None  # it goes on waiting for it
    frozen.thaw()
    assert run.supervisor.wait(30) == 0
    assert run.processes() == []
    assert run.record() == end
    assert not run.temporary.exists()


def test_a_stop_holds_too(start_run: StartRun, frozen: FrozenFileSystem) -> None:
    run = start_run(MAIN.format(path=frozen.path))
    run.wait_for_log("up")
    run.stop("stopped by ada")
    end = run.record()
    assert end["status"] == "KILLED"
    assert end["reason"].startswith("stopped by ada; process ")


def test_a_success_is_one_though_a_child_waits_in_the_kernel(start_run: StartRun, frozen: FrozenFileSystem) -> None:
    run = start_run(CHILD.format(path=frozen.path))
    end = run.record()
    child = end["result"]
    assert end["status"] == "SUCCESS"
    assert end["reason"].startswith(f"process {child} (python")
    frozen.thaw()
    assert run.supervisor.wait(30) == 0
    assert not os.path.exists(f"/proc/{child}")


def test_it_runs_no_code_of_the_user_once_it_is_let_go(start_run: StartRun, frozen: FrozenFileSystem) -> None:
    source = f"""
import signal
def task():
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    print('up', flush=True)
    open('{frozen.path}/file', 'w').write('x')
    open('later', 'w').write('x')
"""
    run = start_run(source, timeout=1)
    run.record()
    frozen.thaw()
    run.supervisor.wait(30)
    assert not (run.checkout / "notebooks" / "later").exists()


def test_it_is_waited_for_also_when_the_supervisor_is_asked_to_end(
    start_run: StartRun, frozen: FrozenFileSystem
) -> None:
    run = start_run(MAIN.format(path=frozen.path), timeout=1)
    end = run.record()
    run.supervisor.send_signal(signal.SIGTERM)
    frozen.thaw()
    assert run.supervisor.wait(30) == 0
    assert run.record() == end
