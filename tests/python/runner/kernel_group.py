"""A control group of the kernel's, where this machine lets one be made."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from .started_run import wait_until

ROOT = Path("/sys/fs/cgroup")


@contextmanager
def kernel_group(controller: str, limits: dict[str, str]) -> Iterator[Path]:
    """Make a group for the body; skips the test where there can be none.

    Parameters
    ----------
    controller : str
        Such as ``memory``.
    limits : dict
        Values by file; a file that this version of control groups doesn't have is left out.
    """
    group = (ROOT / controller if (ROOT / controller).is_dir() else ROOT) / f"peach-test-{os.getpid()}"
    try:
        group.mkdir()
    except OSError as error:
        pytest.skip(f"no control group can be made here: {error}")
    try:
        known = [name for name in limits if (group / name).exists()]
        if not known:
            pytest.skip(f"control groups have no {controller} here")
        for name in known:
            (group / name).write_text(limits[name])
        yield group
    finally:
        wait_until(lambda: (group / "cgroup.procs").read_text() == "", "the group is empty")
        group.rmdir()
