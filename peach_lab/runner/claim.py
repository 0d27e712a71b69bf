"""Who carries out a run: written once, before any user code, so that a run starts at most once."""

from __future__ import annotations

import os
import time

from .plain_json import Encoded, encode_object
from .run_folder import CLAIM, read_whole, write_whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .unnamed_files import UnnamedFile


class _Boot:
    """The same for as long as any process lives."""

    name: str | None = None


def boot_id() -> str:
    """Return the name of this boot of the machine; empty where the system has none."""
    if _Boot.name is None:
        try:
            _Boot.name = read_whole("/proc/sys/kernel/random/boot_id").decode().strip()
        except OSError:
            _Boot.name = ""
    return _Boot.name


def start_time(pid: int) -> int:
    """Return when a process started, in clock ticks since boot; 0 where the system doesn't tell."""
    try:
        stat = read_whole(f"/proc/{pid}/stat")
    except OSError:
        return 0
    return int(stat[stat.rindex(b")") + 2 :].split()[19])


def is_unclaimed(folder: str) -> bool:
    """Return whether nobody has taken the run yet, and somebody still can."""
    return os.path.isdir(folder) and not os.path.exists(os.path.join(folder, CLAIM))


class WarmParentIdentity:
    """Who forked the supervisor, and writes its end record where it can't; of the calling process."""

    def __init__(self) -> None:
        self.pid = os.getpid()
        self.encoded = Encoded(encode_object({"pid": self.pid, "start_time": start_time(self.pid)}).decode())
        boot_id()


class Claimant:
    """The process that calls, as the one who may carry out a run.

    Parameters
    ----------
    warm_parent : WarmParentIdentity or None
        None where the supervisor was started in an interpreter of its own.
    """

    def __init__(self, warm_parent: WarmParentIdentity | None) -> None:
        pid = os.getpid()
        self._warm_parent = None if warm_parent is None else warm_parent.pid
        self._who: dict[str, str | int | float | None] = {
            "boot_id": boot_id(),
            "pid": pid,
            "start_time": start_time(pid),
            "warm_parent": None if warm_parent is None else warm_parent.encoded,
        }

    def take(self, folder: str, unnamed: UnnamedFile | None = None) -> bool:
        """Claim the run for this process.

        A link is as exclusive as ``O_EXCL``, and a reader never sees a claim that is not whole.

        Parameters
        ----------
        folder : str
            The run's folder.
        unnamed : UnnamedFile or None
            What becomes the claim, where one was made ahead.

        Returns
        -------
        bool
            False where the run is claimed already: nothing of it may be touched then. Also where the warm parent is
            dead: then the scheduler ends its control group, and starts the run in an interpreter of its own.

        Raises
        ------
        FileNotFoundError
            The run was cancelled: its folder is gone.
        """
        if self._warm_parent is not None and os.getppid() != self._warm_parent:
            return False
        path = os.path.join(folder, CLAIM)
        draft = _NamedDraft(path) if unnamed is None else unnamed
        try:
            write_whole(draft.descriptor, self._text())
            draft.place(path)
            # A scheduler that cancels the run moves its folder away. A claim made there counts for nothing.
            return os.path.samestat(os.fstat(draft.descriptor), os.stat(path))
        except FileExistsError:
            return False
        finally:
            draft.close()

    def _text(self) -> bytes:
        return encode_object({**self._who, "claimed_at": time.time(), "monotonic": time.monotonic()})


class _NamedDraft:
    """Stands beside what it will be."""

    def __init__(self, path: str) -> None:
        self._path = f"{path}.{os.getpid()}"
        self.descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)

    def place(self, path: str) -> None:
        os.link(self._path, path)

    def close(self) -> None:
        os.close(self.descriptor)
        try:
            os.unlink(self._path)
        except FileNotFoundError:
            return
