"""From the claim to two processes at work: the supervisor and the user's."""

from __future__ import annotations

import os
import time

from .claim import Claimant
from .outcome import OutcomePage
from .parentage import adopt_orphans
from .process_marker import mark_process
from .run_folder import read_specification
from .signals import hold_signals
from .unnamed_files import RunFiles

TYPE_CHECKING = False
if TYPE_CHECKING:
    import signal

    from .claim import WarmParentIdentity
    from .run_folder import Specification
else:
    # What signal is made of, without the enums, which take longer to import than the rest of this package.
    import _signal as signal


class Pipe:
    """A pipe between the two processes."""

    def __init__(self) -> None:
        self.reader, self.writer = os.pipe()


class PreparedRun:
    """A supervisor to be, and below it a process that will be the user's: both wait for a run.

    Parameters
    ----------
    ahead : bool
        Whether there may be nobody yet who waits for it.

    Attributes
    ----------
    main : int
        Pid of the user's process; 0 in that process itself.
    supervisor : int
        Pid of its parent.
    stdout, stderr : Pipe
        What it prints to.
    orders : Pipe
        What it is told: see ``user_process.py``.
    outcome : OutcomePage
        What it tells beyond its exit code.

    Raises
    ------
    OSError
        The system lets no further process be made.
    """

    def __init__(self, *, ahead: bool) -> None:
        self.ahead = ahead
        self.stdout = Pipe()
        self.stderr = Pipe()
        self.orders = Pipe()
        self.outcome = OutcomePage()
        self.supervisor = os.getpid()
        self.main = os.fork()
        if self.main == 0:
            from .user_process import run_user_process

            run_user_process(self)

    @property
    def ready(self) -> bool:
        """False where somebody has killed the waiting process."""
        return os.waitpid(self.main, os.WNOHANG)[0] == 0


class StartedRun:
    """A run whose user process works.

    Attributes
    ----------
    main : int
        Pid of the user's process.
    started_at, started : float
        When it was let go: seconds since the epoch, and of the monotonic clock.
    stdout, stderr : Pipe
        What it prints to.
    outcome : OutcomePage
        What it tells beyond its exit code.
    files : RunFiles
        What was made ahead for the run's folder.
    """

    def __init__(self, prepared: PreparedRun, folder: str, specification: Specification, files: RunFiles) -> None:
        self.folder = folder
        self.specification = specification
        self.files = files
        self.main = prepared.main
        self.stdout = prepared.stdout
        self.stderr = prepared.stderr
        self.outcome = prepared.outcome
        self.started_at = time.time()
        self.started = time.monotonic()
        order(prepared, GO)


GO = b"\1"
"""Follows the run's folder, which ends with a zero byte, once the run is claimed."""


def order(prepared: PreparedRun, message: bytes) -> None:
    """Tell the waiting process something. One that was killed meanwhile is found when it is waited for."""
    try:
        os.write(prepared.orders.writer, message)
    except BrokenPipeError:
        return


class Starter:
    """Does ahead of a run what can be done before it is known.

    Parameters
    ----------
    warm_parent : WarmParentIdentity or None
        What this process was forked from; None for an interpreter of its own.
    directory : str or None
        The folder of the run folders; None where nothing need be made in it ahead.
    """

    def __init__(self, warm_parent: WarmParentIdentity | None, directory: str | None = None) -> None:
        hold_signals()
        adopt_orphans()
        self._claimant = Claimant(warm_parent)
        self._problem: OSError | None = None
        self._prepared = self._prepare(ahead=warm_parent is not None)
        self._files = RunFiles(directory)

    def start(self, folder: str) -> int:
        """Carry out the run of `folder`, unless it is claimed already.

        Returns
        -------
        int
            The supervisor's exit code.
        """
        folder = os.path.abspath(folder)
        if self._prepared is None or not self._prepared.ready:
            self._prepared = self._prepare(ahead=False)
        prepared = self._prepared
        if prepared is not None:
            order(prepared, os.fsencode(folder) + b"\0")
        specification = read_specification(folder)
        # Marked before the claim: who finds the group of a dead warm parent sees that this one may be about to claim.
        mark_process(specification["run"])
        if not self._claimant.take(folder, self._files.claim):
            self.dismiss()
            return 0
        if prepared is None:
            self._tell_problem(folder)
            return 1
        from .supervisor import supervise

        return supervise(StartedRun(prepared, folder, specification, self._files))

    def dismiss(self) -> None:
        """End the waiting process, and outlive it: a warm parent knows only supervisors, and would not wait for it."""
        if self._prepared is not None:
            os.kill(self._prepared.main, signal.SIGKILL)
            os.waitpid(self._prepared.main, 0)

    def _prepare(self, *, ahead: bool) -> PreparedRun | None:
        try:
            return PreparedRun(ahead=ahead)
        except OSError as error:
            self._problem = error
            return None

    def _tell_problem(self, folder: str) -> None:
        from .end_record import Ending, Usage, write_end

        reason = f"the run's process could not be started: {self._problem}"
        write_end(folder, Ending("FAILURE", reason), Usage(time.time()))
