"""A run that gets no more memory is told so."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from .kernel_group import kernel_group
from .started_run import StartRun

ROOT = Path(__file__).parents[3]
LIMIT = 96 << 20
LIMITS = {"memory.max": str(LIMIT), "memory.limit_in_bytes": str(LIMIT), "memory.swap.max": "0"}
GREEDY = """
import os
def join(): open('{group}/cgroup.procs', 'w').write(str(os.getpid()))
def eat():
    print('eating', flush=True)
    return bytearray(os.urandom(1 << 20) * 200)
"""


def test_a_kill_by_the_kernel_is_told_as_out_of_memory(start_run: StartRun) -> None:
    with kernel_group("memory", LIMITS) as group:
        run = start_run(GREEDY.format(group=group), "def task(): join(); eat()")
        end = run.end()
    assert (end["status"], end["signal"]) == ("FAILURE", 9)
    assert end["reason"].startswith("killed by signal 9 (SIGKILL) (likely out of memory: peak ")
    assert LIMIT * 0.5 < end["peak_memory"] < LIMIT * 1.5
    assert run.log == "eating\n"


@pytest.fixture
def launcher(tmp_path: Path) -> Callable[[Path], Path]:
    """Make a program that starts the supervisor itself in a group."""

    def write(group: Path) -> Path:
        path = tmp_path / "launcher.py"
        runner = ROOT / "peach_lab" / "runner" / "__main__.py"
        path.write_text(
            f"import os, sys\nopen('{group}/cgroup.procs', 'w').write(str(os.getpid()))\n"
            f"os.execv(sys.executable, [sys.executable, '{runner}', sys.argv[1]])\n"
        )
        return path

    return write


def test_a_kill_of_a_child_is_told_as_perhaps_out_of_memory(
    start_run: StartRun, launcher: Callable[[Path], Path]
) -> None:
    task = """
from concurrent.futures import ProcessPoolExecutor
def work(): eat()
def task():
    with ProcessPoolExecutor(1) as pool: pool.submit(work).result()
"""
    with kernel_group("memory", LIMITS) as group:
        end = start_run(GREEDY, task, launcher=launcher(group)).end()
    assert (end["status"], end["exit_code"]) == ("FAILURE", 1)
    assert end["reason"].startswith("concurrent.futures.process.BrokenProcessPool: ")
    assert "(perhaps out of memory: the kernel killed a process meanwhile; peak " in end["reason"]


def test_a_supervisor_outlives_the_kill_of_its_run_in_the_same_group(
    start_run: StartRun, launcher: Callable[[Path], Path]
) -> None:
    with kernel_group("memory", LIMITS) as group:
        end = start_run(GREEDY, "def task(): eat()", launcher=launcher(group)).end()
    assert (end["status"], end["signal"]) == ("FAILURE", 9)
    assert "likely out of memory" in end["reason"]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("raise MemoryError", "MemoryError (out of memory: peak "),
        ("return bytearray(1 << 50)", "MemoryError (out of memory: peak "),
        ("import numpy; numpy.empty(1 << 55)", "numpy._core._exceptions._ArrayMemoryError: Unable to allocate"),
    ],
)
def test_a_memory_error_is_told_with_the_peak(start_run: StartRun, body: str, reason: str) -> None:
    if "numpy" in body:
        pytest.importorskip("numpy", minversion="2")
    end = start_run(f"def task():\n    {body}").end()
    assert (end["status"], end["exit_code"]) == ("FAILURE", 1)
    assert end["reason"].startswith(reason)
    assert "(out of memory: peak " in end["reason"]


def test_a_memory_limit_that_a_run_asks_for_is_a_memory_error_with_a_traceback(start_run: StartRun) -> None:
    source = """
import resource
def task():
    resource.setrlimit(resource.RLIMIT_DATA, (200 << 20, 200 << 20))
    blocks = []
    while True: blocks.append(bytearray(8 << 20))
"""
    run = start_run(source)
    end = run.end()
    assert end["reason"].startswith("MemoryError (out of memory: peak ")
    assert "cell 1" in run.log


def test_a_peak_near_the_limit_of_the_own_group_counts(tmp_path: Path) -> None:
    code = (
        "import os, sys; open(sys.argv[1] + '/cgroup.procs', 'w').write(str(os.getpid()))\n"
        "from peach_lab.runner.memory import nears_limit as near\n"
        f"print(near({LIMIT - (1 << 20)}), near({LIMIT // 2}))"
    )
    with kernel_group("memory", LIMITS) as group:
        said = subprocess.run([sys.executable, "-c", code, str(group)], cwd=ROOT, capture_output=True, text=True)
    assert said.stdout == "True False\n", said.stderr


def test_without_a_limit_no_peak_is_near_one() -> None:
    code = "from peach_lab.runner.memory import nears_limit as near; print(near(1 << 20))"
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout == "False\n"
