"""The parts of the supervisor that need no process."""

import json
import multiprocessing
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


def ask(code: str) -> str:
    """What `code` prints where ``peach_lab`` is importable."""
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 s"),
        (0.44, "0.4 s"),
        (9.94, "9.9 s"),
        (9.96, "10 s"),
        (48, "48 s"),
        (60, "1 min"),
        (72, "1 min 12 s"),
        (3599.6, "1 h"),
        (3600, "1 h"),
        (3780, "1 h 3 min"),
    ],
)
def test_durations_read_as_on_the_screen(seconds: float, words: str) -> None:
    assert ask(f"from peach_lab.runner.words import format_duration as f; print(f({seconds}))") == f"{words}\n"


def test_sizes_are_words_too() -> None:
    code = "from peach_lab.runner.words import format_bytes as f; print([f(n) for n in (5, 1536, 8482560410, 2 << 40)])"
    assert ask(code) == "['5 B', '1.5 KiB', '7.9 GiB', '2048 GiB']\n"


@pytest.mark.parametrize("text", ["", "{", '{"a": 1} x', "[1,]", "nothing"])
def test_what_is_no_json_is_refused(text: str) -> None:
    code = f"""
from peach_lab.runner.plain_json import parse_json
try: parse_json({text!r})
except ValueError: print('refused')
"""
    assert ask(code) == "refused\n"


def test_json_is_read_and_written_as_the_json_package_does() -> None:
    document = {"a": [1, -2.5, 1e300, True, None, {'ü\u2028\n"\\': "\U0001f351"}], "n": 2**80}
    code = "import sys; from peach_lab.runner.plain_json import *; print(parse_json(sys.argv[1]) == eval(sys.argv[2]))"
    answer = subprocess.run(
        [sys.executable, "-c", code, json.dumps(document), repr(document)], cwd=ROOT, capture_output=True, text=True
    )
    assert answer.stdout == "True\n"
    flat = {"text": 'ü"\n\ud800', "number": 1.5, "whole": -3, "nothing": None}
    assert (
        json.loads(ask(f"from peach_lab.runner.plain_json import *; print(encode_object({flat!r}).decode())")) == flat
    )


JUDGE = """
from peach_lab.runner.end_record import Usage, judge
usage = Usage(0.0)
usage.peak_memory, usage.cpu_seconds = {peak}, 9.8
ending = judge({status}, {told!r}, lambda: {kills}, usage)
print(ending.status, ending.reason)
"""


@pytest.mark.parametrize(
    ("status", "told", "kills", "said"),
    [
        (9, None, 1, "FAILURE killed by signal 9 (SIGKILL) (likely out of memory: peak 7.9 GiB)"),
        (9, None, 0, "FAILURE killed by signal 9 (SIGKILL)"),
        (11, None, 1, "FAILURE killed by signal 11 (SIGSEGV)"),
        (24, None, 0, "FAILURE killed by signal 24 (SIGXCPU) (used up its limit of CPU time: 9.8 s)"),
        (40, None, 0, "FAILURE killed by signal 40"),
        (0, None, 1, "SUCCESS None"),
        (3 << 8, None, 0, "FAILURE exit code 3"),
        (1 << 8, "ValueError: MemoryError", 0, "FAILURE ValueError: MemoryError"),
        (1 << 8, "MemoryError", 0, "FAILURE MemoryError (out of memory: peak 7.9 GiB)"),
        (1 << 8, "numpy._ArrayMemoryError: no", 1, "FAILURE numpy._ArrayMemoryError: no (out of memory: peak 7.9 GiB)"),
    ],
)
def test_what_the_kernel_counted_and_measured_is_part_of_the_reason(
    status: int, told: str | None, kills: int, said: str
) -> None:
    assert ask(JUDGE.format(status=status, told=told, kills=kills, peak=8482560410)) == f"{said}\n"


def test_a_small_run_that_fails_is_not_suspected_for_a_kill_elsewhere() -> None:
    assert ask(JUDGE.format(status=256, told="ValueError", kills=1, peak=20 << 20)) == "FAILURE ValueError\n"


def test_memory_kills_are_counted_by_the_kernel() -> None:
    lines = Path("/proc/vmstat").read_text().splitlines()
    count = next(line.split()[1] for line in lines if line.startswith("oom_kill "))
    assert int(ask("from peach_lab.runner.memory import *; print(count_memory_kills())")) >= int(count)


@pytest.mark.parametrize("before", ["", "import multiprocessing"])
def test_the_default_start_method_can_be_chosen_before_and_after_the_import(before: str) -> None:
    code = f"""
import sys
from peach_lab.runner.import_hooks import when_imported, fork_by_default
{before}
import multiprocessing.context as context
context._default_context._default_context = context._default_context.get_context('spawn')
del sys.modules['multiprocessing']
when_imported('multiprocessing', fork_by_default)
import multiprocessing
print(multiprocessing.get_context().get_start_method())
multiprocessing.set_start_method('spawn', force=True)
print(multiprocessing.get_start_method())
"""
    assert ask(code) == "fork\nspawn\n"
    assert multiprocessing.get_all_start_methods()


def test_outside_a_run_there_are_no_task_and_no_arguments() -> None:
    assert ask("from peach_lab import in_task, task_args; print(in_task(), task_args())") == "False {}\n"


def test_a_plain_run_imports_nothing_slow() -> None:
    slow = {"asyncio", "ast", "enum", "inspect", "json", "re", "subprocess", "typing"}
    modules = "peach_lab.runner.start, peach_lab.runner.supervisor, peach_lab.runner.user_process, sys"
    code = f"import {modules}; print(sorted({slow} & set(sys.modules)))"
    answer = subprocess.run([sys.executable, "-S", "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert answer.stdout == "[]\n"


@pytest.mark.parametrize(("asked", "times"), [(True, 0), (False, 1)])
def test_nothing_is_rehearsed_while_a_run_waits(asked: bool, times: int) -> None:
    code = f"""
import os
from peach_lab.runner.rehearsal import rehearse_unless_asked
reader, writer = os.pipe()
if {asked}: os.write(writer, b'run')
rehearsed = []
rehearse_unless_asked(reader, lambda: rehearsed.append(1))
print(len(rehearsed))
"""
    assert ask(code) == f"{times}\n"
