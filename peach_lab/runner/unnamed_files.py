"""Files made before anybody knows where they will stand: to make one takes long, to name it does not."""

from __future__ import annotations

import os


class UnnamedFile:
    """A file that stands in no folder yet. It is gone with the process, unless it was placed.

    Parameters
    ----------
    directory : str
        Any folder of the file system where it will stand.
    flags : int
        More flags of ``open``.

    Attributes
    ----------
    descriptor : int
        For reading and writing.

    Raises
    ------
    OSError
        There is no such folder, or its file system has no such files.
    """

    def __init__(self, directory: str, flags: int = 0) -> None:
        self.descriptor = os.open(directory, os.O_RDWR | os.O_TMPFILE | flags, 0o600)

    def place(self, path: str) -> None:
        """Give it its place, as exclusively as ``O_EXCL`` does.

        Raises
        ------
        FileExistsError
            Something stands there.
        OSError
            It can't be placed there.
        """
        # Any descriptor makes Python call linkat, which follows the link; the path is absolute.
        os.link(f"/proc/self/fd/{self.descriptor}", path, src_dir_fd=self.descriptor)

    def close(self) -> None:
        """Let go of it; one that was not placed is gone."""
        os.close(self.descriptor)


class RunFiles:
    """The files that every run needs.

    Parameters
    ----------
    directory : str or None
        The folder of the run folders; None: they are made when they are needed.

    Attributes
    ----------
    claim, log, index, end : UnnamedFile or None
        None where such files can't be made.
    """

    def __init__(self, directory: str | None) -> None:
        self.claim = _make(directory)
        self.log = _make(directory, os.O_APPEND)
        self.index = _make(directory)
        self.end = _make(directory)


def _make(directory: str | None, flags: int = 0) -> UnnamedFile | None:
    if directory is None or not hasattr(os, "O_TMPFILE"):
        return None
    try:
        return UnnamedFile(directory, flags)
    except OSError:
        return None  # nothing is lost but time
