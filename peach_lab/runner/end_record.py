"""How a run ended, in numbers and plain words."""

from __future__ import annotations

import errno
import os
import time

from .plain_json import Encoded, encode_object
from .run_folder import END, IMPOSED, write_whole
from .words import format_bytes, format_duration

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from .unnamed_files import UnnamedFile

# A disk that is full, or that the system made read-only, can be repaired; a folder that is gone can't.
REPAIRABLE = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
DISK_RETRY_SECONDS = 0.5
_SIGKILL = 9
_SIGXCPU = 24


class Ending:
    """Status and reason of a run.

    Parameters
    ----------
    status : str
        ``SUCCESS``, ``FAILURE``, ``TIMED_OUT`` or ``KILLED``.
    reason : str or None
        Plain words.
    """

    def __init__(self, status: str, reason: str | None) -> None:
        self.status = status
        self.reason = reason


class Usage:
    """What a run took: seconds since the epoch, seconds of CPU, bytes. None is unknown."""

    def __init__(self, started_at: float) -> None:
        self.started_at = started_at
        self.ended_at = started_at
        self.cpu_seconds: float | None = 0.0
        self.peak_memory: int | None = 0
        self.log_bytes = 0


def judge(wait_status: int, told: str | None, count_memory_kills: Callable[[], int], usage: Usage) -> Ending:
    """Say how a run ended whose main process ended by itself.

    Parameters
    ----------
    wait_status : int
        As ``wait`` gave it.
    told : str or None
        The reason the process gave itself, such as its exception.
    count_memory_kills : callable
        Returns how many processes the kernel killed for want of memory meanwhile, on the whole machine. Only asked
        where the run failed: a run that ended well need not wait for it.
    usage : Usage
        What the run took.
    """
    code = os.waitstatus_to_exitcode(wait_status)
    if code == 0:
        return Ending("SUCCESS", None)
    if code > 0:
        reason = told or f"exit code {code}"
        return Ending("FAILURE", reason + _explain_failure(reason, count_memory_kills(), usage))
    explained = _explain_signal(-code, count_memory_kills(), usage)
    return Ending("FAILURE", f"killed by signal {name_signal(-code)}{explained}")


def _explain_failure(reason: str, memory_kills: int, usage: Usage) -> str:
    if reason.partition(":")[0].endswith("MemoryError"):
        return f" (out of memory: {_peak(usage)})"
    if memory_kills > 0:
        from .memory import is_large

        if is_large(usage.peak_memory or 0):
            return f" (perhaps out of memory: the kernel killed a process meanwhile; {_peak(usage)})"
    return ""


def _explain_signal(number: int, memory_kills: int, usage: Usage) -> str:
    if number == _SIGXCPU:
        return f" (used up its limit of CPU time: {format_duration(usage.cpu_seconds or 0)})"
    if number == _SIGKILL:
        from .memory import nears_limit

        if memory_kills > 0 or nears_limit(usage.peak_memory or 0):
            return f" (likely out of memory: {_peak(usage)})"
    return ""


def _peak(usage: Usage) -> str:
    return f"peak {format_bytes(usage.peak_memory or 0)}"


def name_signal(number: int) -> str:
    """Return e.g. ``9 (SIGKILL)``; real-time signals have no name."""
    import signal

    try:
        return f"{number} ({signal.Signals(number).name})"
    except ValueError:
        return str(number)


def note_imposed(folder: str, ending: Ending) -> None:
    """Leave word of the ending that is about to be forced, for the case that nobody lives to tell it."""
    try:
        with open(os.path.join(folder, IMPOSED), "wb") as file:
            file.write(encode_object(vars(ending)))
    except OSError:
        pass  # it only matters when worse follows


def forget_imposed(folder: str) -> None:
    """Remove that word: the end record says it."""
    try:
        os.unlink(os.path.join(folder, IMPOSED))
    except OSError:
        return  # whoever finds it looks for the end record first


def write_end(
    folder: str,
    ending: Ending,
    usage: Usage,
    wait_status: int | None = None,
    result: Encoded | None = None,
    *,
    unnamed: UnnamedFile | None = None,
    told: Callable[[], None] = lambda: None,
) -> None:
    """Write the end record, whole or not at all, and call `told` when others can see it.

    A full or read-only disk is waited for: nobody else knows how the run ended.

    Raises
    ------
    OSError
        The folder is gone, or can't be written for a reason that nobody repairs.
    """
    text = encode_end(ending, usage, wait_status, result)
    while True:
        try:
            return write_encoded_end(folder, text, unnamed, told)
        except OSError as error:
            if error.errno not in REPAIRABLE:
                raise
            unnamed = None
            time.sleep(DISK_RETRY_SECONDS)


def encode_end(ending: Ending, usage: Usage, wait_status: int | None = None, result: Encoded | None = None) -> bytes:
    """Return the text of an end record."""
    code = None if wait_status is None else os.waitstatus_to_exitcode(wait_status)
    record = {
        "status": ending.status,
        "reason": ending.reason,
        "exit_code": code if code is not None and code >= 0 else None,
        "signal": -code if code is not None and code < 0 else None,
        **vars(usage),
        "result": result if ending.status == "SUCCESS" else None,
    }
    return encode_object(record)


def write_encoded_end(
    folder: str, text: bytes, unnamed: UnnamedFile | None = None, told: Callable[[], None] = lambda: None
) -> None:
    """Write an end record once, whole or not at all.

    Raises
    ------
    OSError
        The folder is gone, or can't be written.
    """
    path = os.path.join(folder, END)
    descriptor = _write_draft(path, text) if unnamed is None else _place(unnamed, path, text)
    try:
        told()
        # After it was told: a disk takes milliseconds to be sure.
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write_draft(path: str, text: bytes) -> int:
    draft = f"{path}.{os.getpid()}"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        write_whole(descriptor, text)
        os.rename(draft, path)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def _place(unnamed: UnnamedFile, path: str, text: bytes) -> int:
    try:
        write_whole(unnamed.descriptor, text)
        unnamed.place(path)
    except OSError as error:
        os.close(unnamed.descriptor)
        if isinstance(error, FileExistsError):
            return _write_draft(path, text)
        raise
    return unnamed.descriptor
