"""From the claim to two processes: the supervisor and the user's."""

from __future__ import annotations

import os
import time

from .claim import take_claim
from .parentage import adopt_orphans
from .run_folder import read_specification
from .signals import hold_signals

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .run_folder import Specification


class Pipe:
    """A pipe between the two processes."""

    def __init__(self) -> None:
        self.reader, self.writer = os.pipe()


class StartedRun:
    """A run whose user process lives.

    Attributes
    ----------
    main : int
        Pid of the user's process.
    started_at, started : float
        When it was forked: seconds since the epoch, and of the monotonic clock.
    stdout, stderr : Pipe
        What it prints to.
    """

    def __init__(self, folder: str, specification: Specification) -> None:
        self.folder = folder
        self.specification = specification
        self.stdout = Pipe()
        self.stderr = Pipe()
        self.supervisor = os.getpid()
        self.started_at = time.time()
        self.started = time.monotonic()
        self.main = os.fork()


def start(folder: str) -> int:
    """Carry out the run of `folder`, unless it is claimed already.

    Returns
    -------
    int
        The supervisor's exit code. The user's process ends in here.
    """
    folder = os.path.abspath(folder)
    specification = read_specification(folder)
    hold_signals()
    if not take_claim(folder):
        return 0
    adopt_orphans()
    run = _fork(folder, specification)
    if run is None:
        return 1
    if run.main == 0:
        from .user_process import run_user_process

        run_user_process(run)
    from .supervisor import supervise

    return supervise(run)


def _fork(folder: str, specification: Specification) -> StartedRun | None:
    started_at = time.time()
    try:
        return StartedRun(folder, specification)
    except OSError as error:
        from .end_record import Ending, Usage, write_end

        write_end(folder, Ending("FAILURE", f"the run's process could not be started: {error}"), Usage(started_at))
        return None
