"""What type checkers see of the package."""

import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent.parent
GOOD = """
from typing import Any, assert_type

import peach_lab

assert_type(peach_lab.in_task(), bool)
assert_type(peach_lab.task_args(), dict[str, Any])
assert_type(peach_lab.__version__, str)
peach_lab.initialize_tasks_info("debr")
peach_lab.TasksInfo(organisation=None, height="720px")
"""
BAD = """
import peach_lab

peach_lab.initialize_tasks_info(3)
peach_lab.initialise_tasks_info()
"""


def test_they_know_every_name_and_its_type_and_no_other_name(tmp_path):
    (tmp_path / "good.py").write_text(GOOD)
    (tmp_path / "bad.py").write_text(BAD)

    told = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--python-version=3.11", "--cache-dir=cache", "good.py", "bad.py"],
        cwd=tmp_path,
        env={"MYPYPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert [line.split(":")[:2] for line in told.stdout.splitlines()[:-1]] == [["bad.py", "4"], ["bad.py", "5"]], told
    assert "[arg-type]" in told.stdout
    assert 'no attribute "initialise_tasks_info"' in told.stdout
