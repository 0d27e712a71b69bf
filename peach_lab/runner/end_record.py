"""How a run ended, in numbers and plain words."""

from __future__ import annotations

import errno
import os
import time

from .plain_json import Encoded, encode_object, parse_json
from .run_folder import END, OUTCOME
from .words import format_bytes

_DISK_FULL = (errno.ENOSPC, errno.EDQUOT)
_DISK_RETRY_SECONDS = 0.5
_SIGKILL = 9


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
    """What a run took: seconds since the epoch, seconds of CPU, bytes."""

    def __init__(self, started_at: float) -> None:
        self.started_at = started_at
        self.ended_at = started_at
        self.cpu_seconds = 0.0
        self.peak_memory = 0
        self.log_bytes = 0


def judge(wait_status: int, told: str | None, out_of_memory: bool, peak_memory: int) -> Ending:
    """Say how a run ended whose main process ended by itself.

    Parameters
    ----------
    wait_status : int
        As ``wait`` gave it.
    told : str or None
        The reason the process gave itself, such as its exception.
    out_of_memory : bool
        The kernel killed somebody for want of memory meanwhile.
    peak_memory : int
        Bytes.
    """
    code = os.waitstatus_to_exitcode(wait_status)
    if code == 0:
        return Ending("SUCCESS", None)
    if code > 0:
        return Ending("FAILURE", told or f"exit code {code}")
    likely = f" (likely out of memory: peak {format_bytes(peak_memory)})" if out_of_memory and code == -_SIGKILL else ""
    return Ending("FAILURE", f"killed by signal {name_signal(-code)}{likely}")


def name_signal(number: int) -> str:
    """Return e.g. ``9 (SIGKILL)``; real-time signals have no name."""
    import signal

    try:
        return f"{number} ({signal.Signals(number).name})"
    except ValueError:
        return str(number)


def take_outcome(folder: str) -> tuple[str | None, Encoded | None]:
    """Read and remove what the user's process told: its reason and its result, as JSON."""
    path = os.path.join(folder, OUTCOME)
    try:
        with open(path, encoding="utf-8") as file:
            reason, result = file.read().split("\n", 1)
        os.unlink(path)
        parse_json(result)
        return parse_json(reason), Encoded(result)
    except (OSError, ValueError):
        return None, None  # it told nothing, or was killed while telling


def write_end(
    folder: str, ending: Ending, usage: Usage, wait_status: int | None = None, result: Encoded | None = None
) -> None:
    """Write the end record, whole or not at all. A full disk is waited for: nobody else knows how the run ended.

    Raises
    ------
    OSError
        The folder is gone, or can't be written for another reason than its size.
    """
    code = None if wait_status is None else os.waitstatus_to_exitcode(wait_status)
    record = {
        "status": ending.status,
        "reason": ending.reason,
        "exit_code": code if code is not None and code >= 0 else None,
        "signal": -code if code is not None and code < 0 else None,
        **vars(usage),
        "result": result if ending.status == "SUCCESS" else None,
    }
    text = encode_object(record)
    while True:
        try:
            return _write_whole(folder, text)
        except OSError as error:
            if error.errno not in _DISK_FULL:
                raise
            time.sleep(_DISK_RETRY_SECONDS)


def _write_whole(folder: str, text: bytes) -> None:
    draft = os.path.join(folder, f"{END}.{os.getpid()}")
    with open(draft, "wb") as file:
        file.write(text)
        file.flush()
        os.rename(draft, os.path.join(folder, END))
        # After the rename, which is what others wait for: a disk takes milliseconds to be sure.
        os.fsync(file.fileno())
