"""A warm parent leaves the control group that was made for it, so that nothing stays behind."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PLACES = [Path("/sys/fs/cgroup/unified"), Path("/sys/fs/cgroup/freezer"), Path("/sys/fs/cgroup")]
LEAVE = """
import os, sys
from peach_lab.runner.control_groups import leave_own_group
open(sys.argv[1] + '/cgroup.procs', 'w').write(str(os.getpid()))
if len(sys.argv) > 2 and os.fork() == 0:
    sys.stdin.read()
    os._exit(0)
leave_own_group()
print(os.path.exists(sys.argv[1]))
"""


@pytest.mark.parametrize("place", PLACES, ids=str)
@pytest.mark.parametrize(("name", "left"), [("peach-test", False), ("other-test", True)])
def test_only_a_group_of_our_own_is_left_and_removed(place: Path, name: str, left: bool) -> None:
    group = make_group(place, name)
    said = run(LEAVE, group)
    if group.exists():
        group.rmdir()
    assert said == f"{left}\n"


def test_a_group_in_which_somebody_is_stays() -> None:
    group = make_group(PLACES[0] if PLACES[0].exists() else PLACES[2], "peach-shared")
    said = run(LEAVE, group, "with a child")
    group.rmdir()
    assert said == "True\n"


def test_a_process_without_a_group_of_its_own_stays_where_it_is() -> None:
    code = """
from peach_lab.runner.control_groups import leave_own_group
before = open('/proc/self/cgroup').read()
leave_own_group()
print(open('/proc/self/cgroup').read() == before)
"""
    assert run(code) == "True\n"


def make_group(place: Path, name: str) -> Path:
    group = place / f"{name}-{os.getpid()}"
    try:
        group.mkdir()
    except OSError as error:
        pytest.skip(f"no control group can be made here: {error}")
    if not (group / "cgroup.procs").exists():
        group.rmdir()
        pytest.skip(f"there are no control groups at {place}")
    return group


def run(code: str, *args: object) -> str:
    command = [sys.executable, "-c", code, *map(str, args)]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    # The child keeps the pipe open, and reads from the other until it is closed here.
    assert process.stdout is not None
    said = process.stdout.readline()
    process.communicate()
    return said
