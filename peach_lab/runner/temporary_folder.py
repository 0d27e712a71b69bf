"""The run's own TMPDIR, gone with the run."""

from __future__ import annotations

import os


def remove_folder(path: str) -> None:
    """Remove a folder with all in it, read-only folders too. What can't be removed stays: no run fails for it."""
    try:
        os.rmdir(path)  # most runs leave it empty, and shutil takes milliseconds to import
        return
    except FileNotFoundError:
        return
    except OSError:
        pass
    import shutil

    try:
        for parent, folders, _ in os.walk(path):
            for folder in folders:
                _open_up(os.path.join(parent, folder))
    except OSError:
        pass  # another user's, which only its owner can open
    shutil.rmtree(path, ignore_errors=True)


def _open_up(folder: str) -> None:
    if not os.path.islink(folder):
        os.chmod(folder, 0o700)
