"""A supervisor that is forked before there is a run for it."""

from __future__ import annotations

import os

from .rehearsal import rehearse_supervisor, rehearse_unless_asked
from .start import Starter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import NoReturn

    from .claim import WarmParentIdentity

_LONGEST_PATH = 65_536


class Spare:
    """A process that waits for the folder of its run, and ends when none comes any more.

    Parameters
    ----------
    warm_parent : WarmParentIdentity
        The calling process.
    directory : str or None
        The folder of the run folders; None where somebody waits already, or where it is not known.
    leave : callable
        Lets go in the fork of what is the warm parent's alone.

    Attributes
    ----------
    pid : int
        Its process id.

    Raises
    ------
    OSError
        The system lets no further process be made.
    """

    def __init__(self, warm_parent: WarmParentIdentity, directory: str | None, leave: Callable[[], None]) -> None:
        reader, self._writer = os.pipe()
        self._open = True
        try:
            self.pid = os.fork()
        except OSError:
            os.close(reader)
            os.close(self._writer)
            raise
        if self.pid == 0:
            os.close(self._writer)
            leave()
            _wait_for_run(warm_parent, directory, reader)
        os.close(reader)

    def take(self, folder: str) -> None:
        """Let it supervise the run in `folder`. One that has just died is told of by the system."""
        try:
            os.write(self._writer, os.fsencode(folder))
        except BrokenPipeError:
            return
        finally:
            self.let_go()

    def let_go(self) -> None:
        """Let it end, unless it has a run."""
        if self._open:
            self._open = False
            os.close(self._writer)


def _wait_for_run(warm_parent: WarmParentIdentity, directory: str | None, reader: int) -> NoReturn:
    code = 1
    folder = ""
    try:
        os.setsid()
        starter = Starter(warm_parent, directory)
        rehearse_unless_asked(reader, rehearse_supervisor)
        folder = os.fsdecode(os.read(reader, _LONGEST_PATH))
        os.close(reader)
        if folder:
            code = starter.start(folder)
        else:
            starter.dismiss()
            code = 0
    except BaseException:
        from .defects import note_defect

        note_defect(folder or None)
    finally:
        os._exit(code)
