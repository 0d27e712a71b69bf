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


class ChildSignals:
    """Tells a warm parent that one of its children has ended or was stopped.

    Attributes
    ----------
    wakeup : int
        Becomes readable then.
    """

    def __init__(self) -> None:
        self.wakeup, self._writer = os.pipe()
        for descriptor in (self.wakeup, self._writer):
            os.set_blocking(descriptor, False)
        signal.set_wakeup_fd(self._writer, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, _ignore)

    def clear(self) -> None:
        """Take what has come so far as noticed."""
        try:
            while os.read(self.wakeup, 512):
                pass
        except BlockingIOError:
            return

    def leave(self) -> None:
        """Let go of it in a fork, whose children are its own."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.close(self.wakeup)
        os.close(self._writer)


def _ignore(_number: int, _frame: FrameType | None) -> None:
    """Only the byte at the wakeup descriptor counts."""


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
