"""A file system that keeps whoever writes to it waiting in the kernel, beyond the reach of any signal."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

SIZE = 16 << 20


class FrozenFileSystem:
    """Mounted and frozen at first.

    Attributes
    ----------
    path : Path
        Where it is mounted.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._frozen = False

    def freeze(self) -> None:
        """Let writers wait."""
        subprocess.run(["fsfreeze", "--freeze", self.path], check=True, capture_output=True)
        self._frozen = True

    def thaw(self) -> None:
        """Let them go on; once is enough."""
        if self._frozen:
            subprocess.run(["fsfreeze", "--unfreeze", self.path], check=True, capture_output=True)
            self._frozen = False


@contextmanager
def frozen_file_system(base: Path) -> Iterator[FrozenFileSystem]:
    """Mount one below `base` for the body; skips the test where that is not allowed."""
    image, path = base / "image", base / "frozen"
    path.mkdir()
    with image.open("wb") as file:
        file.truncate(SIZE)
    try:
        subprocess.run(["mkfs.ext4", "-q", image], check=True, capture_output=True)
        subprocess.run(["mount", "-o", "loop", image, path], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"no file system can be mounted here: {error}")
    system = FrozenFileSystem(path)
    try:
        system.freeze()
        yield system
    finally:
        system.thaw()
        subprocess.run(["umount", "--lazy", path], check=True)
