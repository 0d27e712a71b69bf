"""Where the files are that a Jupyter server shows."""

from __future__ import annotations

import os

from jupyter_server.services.contents.filemanager import FileContentsManager
from jupyter_server.services.contents.manager import ContentsManager


def contents_root(manager: ContentsManager) -> str | None:
    """Return the folder that `manager` shows, absolute; None where its files are in no folder of this machine."""
    # Every manager has a `root_dir`, but only that of a manager of files is a folder.
    return os.path.abspath(manager.root_dir) if isinstance(manager, FileContentsManager) else None
