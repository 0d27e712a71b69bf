"""The run's own TMPDIR, gone with the run."""

from __future__ import annotations

import os
import stat

_LEFT = ".ready-"
"""Of the names under which empty folders are left; see ``src/scheduler/executors/left-folders.ts``."""
_PRIVATE = stat.S_IFDIR | 0o700
_SMALL = 4096
_MOUNTS = "/proc/self/mountinfo"
_MNT_DETACH = 2


def remove_folder(path: str) -> None:
    """Remove a folder with all in it, read-only folders too. What can't be removed stays: no run fails for it.

    One that is as it was made is left to a later run: file systems that keep just deleted entries from being used again
    for minutes take the longer to make new ones.
    """
    try:
        if _leave(path):
            return
        if os.path.islink(path):
            os.unlink(path)  # what it leads to is the user's
            return
        os.rmdir(path)  # most runs leave it empty, and shutil takes milliseconds to import
        return
    except FileNotFoundError:
        return
    except OSError:
        pass
    if not _detach_mounts(path):
        return
    import shutil

    try:
        for parent, folders, _ in os.walk(path):
            for folder in folders:
                _open_up(os.path.join(parent, folder))
    except OSError:
        pass  # another user's, which only its owner can open
    shutil.rmtree(path, ignore_errors=True)


def _leave(path: str) -> bool:
    """Return whether it was left for a later run: under one of sixteen names, so that there are never more."""
    if not _is_as_made(path):
        return False
    parent, name = os.path.split(path)
    try:
        os.rename(path, os.path.join(parent, _LEFT + name[-1]))
    except OSError:
        return False  # something is in the one that has that name
    return True


def _is_as_made(path: str) -> bool:
    found = os.lstat(path)
    if (found.st_mode, found.st_uid) != (_PRIVATE, os.geteuid()) or found.st_size > _SMALL:
        return False
    # What the system itself notes, such as a label of SELinux, is on every folder.
    if hasattr(os, "listxattr") and any(not name.startswith("security.") for name in os.listxattr(path)):
        return False
    with os.scandir(path) as entries:
        return next(entries, None) is None


def _detach_mounts(path: str) -> bool:
    """Let go of what the run mounted there: what is behind it is not the run's. Returns False where something stays."""
    if not os.path.exists(_MOUNTS):
        return True
    from ctypes import CDLL

    libc = CDLL(None)
    for point in reversed(_mounts_in(path)):
        libc.umount2(point, _MNT_DETACH)
    return not _mounts_in(path)


def _mounts_in(path: str) -> list[bytes]:
    import re

    with open(_MOUNTS, "rb") as file:
        points = [line.split(b" ")[4] for line in file]
    # Space, tab, line end and backslash stand there as three octal digits.
    points = [re.sub(rb"\\([0-7]{3})", lambda digits: bytes([int(digits[1], 8)]), point) for point in points]
    own = os.path.realpath(os.fsencode(path))
    return [point for point in points if point == own or point.startswith(own + b"/")]


def _open_up(folder: str) -> None:
    if not os.path.islink(folder):
        os.chmod(folder, 0o700)
