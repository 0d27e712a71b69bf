"""A file system that can be filled to its last byte."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

SIZE = 4 << 20


class FullFileSystem:
    """Empty at first.

    Attributes
    ----------
    path : Path
        Where it is mounted.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._filling = path / "filling"

    def fill(self) -> None:
        """Leave no byte, and no place for a further file."""
        with suppress(OSError), self._filling.open("wb", buffering=0) as file:
            while True:
                file.write(bytes(4096))
        with suppress(OSError):
            for number in range(SIZE):
                (self.path / f"filling{number}").touch()

    def empty(self) -> None:
        """Make room again."""
        for path in self.path.glob("filling*"):
            path.unlink()


@contextmanager
def full_file_system(base: Path) -> Iterator[FullFileSystem]:
    """Mount one below `base` for the body; skips the test where that is not allowed."""
    path = base / "small"
    path.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE},nr_inodes=1000", "tmpfs", path]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"no file system can be mounted here: {error}")
    try:
        yield FullFileSystem(path)
    finally:
        subprocess.run(["umount", "--lazy", path], check=True)
