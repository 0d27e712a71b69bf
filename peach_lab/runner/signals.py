"""Signals that the supervisor answers: somebody ended below it, or it is asked to end the run."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    import signal
    from types import FrameType
else:
    # What signal is made of, without the enums, which take longer to import than the rest of this package.
    import _signal as signal

_STOPPING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
_ANSWERED = (*_STOPPING, signal.SIGCHLD)


def hold_signals() -> None:
    """Keep signals waiting from before the claim until somebody can answer them; a fork inherits this."""
    signal.pthread_sigmask(signal.SIG_BLOCK, _ANSWERED)


def release_signals() -> None:
    """Let held signals through."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ANSWERED)


class SignalInbox:
    """Remembers the signal that asked for the end; `wakeup` becomes readable with any that is answered."""

    def __init__(self) -> None:
        self.stopped_by: int | None = None
        self.wakeup, writer = os.pipe()
        os.set_blocking(writer, False)
        signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
        for number in _ANSWERED:
            signal.signal(number, self._note)
        release_signals()

    def _note(self, number: int, _frame: FrameType | None) -> None:
        if number in _STOPPING and self.stopped_by is None:
            self.stopped_by = number
