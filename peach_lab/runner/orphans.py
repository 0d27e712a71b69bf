"""What dead supervisors left to the process that forked them: their processes, and an end that nobody wrote."""

from __future__ import annotations

import os
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    import signal
    from collections.abc import Collection
    from typing import Any
else:
    # What signal is made of, without the enums, which take longer to import than the rest of this package.
    import _signal as signal

_RSS_UNIT = 1 if os.uname().sysname == "Darwin" else 1024
_STUCK_SECONDS = 5.0
_LOOK_SECONDS = 0.1
_HEAD_START_SECONDS = 0.01


class _Orphans:
    """What is known of them between two calls."""

    left: frozenset[int] = frozenset()
    left_since = 0.0
    stuck: frozenset[int] = frozenset()
    cpu_seconds = 0.0
    peak_memory = 0


def end_orphans(supervisors: Collection[int]) -> bool:
    """Kill and reap every child of this process that is no living supervisor, with all below them.

    A call takes half a second at most, so that it can be repeated between other work.

    Parameters
    ----------
    supervisors : collection of int
        Pids of the children that must not be touched.

    Returns
    -------
    bool
        True when nobody is left who can be ended: a process that waits in the kernel ends when that lets it go.
    """
    from .process_table import hurry, kill_trees, slow_down

    killed: frozenset[int] = frozenset()
    living = _living_orphans(supervisors)
    if living:
        niceness = hurry()
        killed = kill_trees(lambda: _living_orphans(supervisors) or frozenset())
        slow_down(niceness)
    _note_left(killed)
    return living is not None and (not killed or bool(_Orphans.stuck))


def _living_orphans(supervisors: Collection[int]) -> frozenset[int] | None:
    """Return who is left; None where that could not be found out before the next of them died.

    Who was dead when it was looked at has left its children to this process meanwhile, so they are listed again: those
    who fork and exit in a chain are nobody's children but for a moment.
    """
    from .process_table import children_of

    until = time.monotonic() + _LOOK_SECONDS
    while True:
        orphans = [pid for pid in children_of(os.getpid()) if pid not in supervisors]
        living = frozenset(pid for pid in orphans if not _reap(pid))
        if living or not orphans:
            return living
        if time.monotonic() >= until:
            return None


def _reap(pid: int) -> bool:
    try:
        ended, _, usage = os.wait4(pid, os.WNOHANG)
    except ChildProcessError:
        return True
    if ended == 0:
        return False
    _Orphans.cpu_seconds += usage.ru_utime + usage.ru_stime
    _Orphans.peak_memory = max(_Orphans.peak_memory, usage.ru_maxrss * _RSS_UNIT)
    return True


def _note_left(left: frozenset[int]) -> None:
    now = time.monotonic()
    if left != _Orphans.left:
        _Orphans.left, _Orphans.left_since = left, now
    _Orphans.stuck = left if now - _Orphans.left_since >= _STUCK_SECONDS else frozenset()


def continue_stopped(supervisors: Collection[int]) -> None:
    """Let supervisors go on that somebody stopped: a stopped one holds no time limit.

    Its run stands still for the first moment: one that stops it again and again would leave it no time at all.

    Parameters
    ----------
    supervisors : collection of int
        Pids of children.
    """
    for pid in supervisors:
        try:
            # Tells of those that were stopped, and leaves the end of others to be waited for.
            if os.waitid(os.P_PID, pid, os.WSTOPPED | os.WNOHANG) is not None:
                _give_head_start(pid)
        except (ChildProcessError, ProcessLookupError):
            pass  # it has just ended


def _give_head_start(supervisor: int) -> None:
    from .process_table import hold_below, send

    held = hold_below(supervisor)
    try:
        os.kill(supervisor, signal.SIGCONT)
        time.sleep(_HEAD_START_SECONDS)
    finally:
        for pid in held:
            send(pid, signal.SIGCONT)


def end_of_killed(folder: str, wait_status: int) -> bytes | None:
    """Say how a run ended whose supervisor is dead, once all it left has ended.

    Parameters
    ----------
    folder : str
        The run's folder.
    wait_status : int
        The dead supervisor's, as ``wait`` gave it.

    Returns
    -------
    bytes or None
        The text of an end record. None where there is one, where nobody claimed the run, and where the one who did
        lives: then this supervisor was one too many.
    """
    from .run_folder import CLAIM, END, read_json

    claim = read_json(os.path.join(folder, CLAIM))
    if not isinstance(claim, dict) or os.path.exists(os.path.join(folder, END)) or _lives(claim):
        return None
    from .end_record import Ending, Usage, encode_end

    usage = Usage(claim["claimed_at"])
    usage.ended_at += max(0.0, time.monotonic() - claim["monotonic"])
    usage.log_bytes = _log_bytes(folder)
    usage.cpu_seconds = _Orphans.cpu_seconds or None
    usage.peak_memory = _Orphans.peak_memory or None
    _Orphans.cpu_seconds = _Orphans.peak_memory = 0
    status, reason = _explain(folder, wait_status)
    return encode_end(Ending(status, reason), usage)


def write_end_of_killed(folder: str, text: bytes) -> bool:
    """Write that record, unless there is one.

    Returns
    -------
    bool
        False where the disk is full or read-only, so that it is to be tried again.
    """
    from .end_record import REPAIRABLE, forget_imposed, write_encoded_end
    from .run_folder import END

    if os.path.exists(os.path.join(folder, END)):
        return True
    try:
        write_encoded_end(folder, text)
    except OSError as error:
        return error.errno not in REPAIRABLE
    forget_imposed(folder)
    return True


def _lives(claim: dict[str, Any]) -> bool:
    from .claim import boot_id, start_time

    return bool(claim["boot_id"] == boot_id() and claim["start_time"] == start_time(claim["pid"]) != 0)


def _explain(folder: str, wait_status: int) -> tuple[str, str]:
    """Return status and reason. An end that was being forced is what the run ended with."""
    from .process_table import explain_stuck
    from .run_folder import IMPOSED, STOP, read_json

    code = os.waitstatus_to_exitcode(wait_status)
    death = "its supervisor was killed" if code < 0 else f"its supervisor ended with exit code {code}"
    stuck = f"; {explain_stuck(_Orphans.stuck)}" if _Orphans.stuck else ""
    for name, usual in ((IMPOSED, None), (STOP, "KILLED")):
        forced = read_json(os.path.join(folder, name))
        if isinstance(forced, dict):
            return str(forced.get("status", usual)), f"{forced.get('reason')}; {death}{stuck}"
    return "FAILURE", death + stuck


def _log_bytes(folder: str) -> int:
    from .run_folder import LOG

    try:
        return os.path.getsize(os.path.join(folder, LOG))
    except OSError:
        return 0


def remove_temporary_folder(folder: str) -> None:
    """Remove the ``TMPDIR`` of a run whose supervisor is dead."""
    from .run_folder import read_specification
    from .temporary_folder import remove_folder

    if _Orphans.stuck:
        return  # somebody may hold a file there in a way that would hold up this process too
    try:
        remove_folder(read_specification(folder)["temporary_dir"])
    except (OSError, ValueError):
        return
