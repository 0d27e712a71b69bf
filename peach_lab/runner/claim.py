"""Who carries out a run: written once, before any user code, so that a run starts at most once."""

from __future__ import annotations

import os
import time

from .plain_json import encode_object
from .run_folder import CLAIM


def boot_id() -> str:
    """Return the name of this boot of the machine; empty where the system has none."""
    try:
        with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as file:
            return file.read().strip()
    except OSError:
        return ""


def start_time(pid: int) -> int:
    """Return when a process started, in clock ticks since boot; 0 where the system doesn't tell."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            stat = file.read()
    except OSError:
        return 0
    return int(stat[stat.rindex(b")") + 2 :].split()[19])


def take_claim(folder: str) -> bool:
    """Claim the run for this process.

    A link is as exclusive as ``O_EXCL``, and a reader never sees a claim that is not whole.

    Parameters
    ----------
    folder : str
        The run's folder.

    Returns
    -------
    bool
        False where the run is claimed already: nothing of it may be touched then.

    Raises
    ------
    FileNotFoundError
        The run was cancelled: its folder is gone.
    """
    pid = os.getpid()
    claim: dict[str, str | int | float | None] = {
        "boot_id": boot_id(),
        "pid": pid,
        "start_time": start_time(pid),
        "claimed_at": time.time(),
    }
    path = os.path.join(folder, CLAIM)
    draft = f"{path}.{pid}"
    with open(draft, "wb") as file:
        file.write(encode_object(claim))
        file.flush()
        try:
            os.link(draft, path)
            # A scheduler that cancels the run moves its folder away. A claim made there counts for nothing.
            return os.path.samestat(os.fstat(file.fileno()), os.stat(path))
        except FileExistsError:
            return False
        finally:
            if os.path.exists(draft):
                os.unlink(draft)
