"""The warm parent of one environment: forks supervisors that need not start an interpreter first.

It runs no user code, has one thread, and knows nothing of a run but its folder. It is the second subreaper: when a
supervisor dies, what that one left becomes this process's, is ended, and the end record is written in its place.
"""

from __future__ import annotations

import os
import select
import time

from .channel import Channel
from .claim import WarmParentIdentity, is_unclaimed
from .orphans import continue_stopped, end_of_killed, end_orphans, remove_temporary_folder, write_end_of_killed
from .parentage import adopt_orphans
from .rehearsal import IDLE
from .signals import ChildSignals
from .spare import Spare
from .warming import Warming

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_ORPHAN_PAUSE_MS = 20.0
_DISK_PAUSE_MS = 500.0
_SPARE_PAUSE = 0.009
"""Seconds from the start of a run to the making of the next spare, so that neither is in the way of the other."""
_FORK_PAUSE = 0.5
"""Seconds until a spare that could not be made is tried again."""


def serve(descriptor: int, preload: Sequence[str] | None) -> int:
    """Fork supervisors for as long as the scheduler lives, then wait for those that are left.

    Parameters
    ----------
    descriptor : int
        The connection to the scheduler: lines with run folders come in; what became of them goes out (see
        ``src/scheduler/executors/warm-parents/warm-parent-messages.ts``).
    preload : sequence of str or None
        Names of modules that every run finds imported; None: see :class:`Warming`.

    Returns
    -------
    int
        Exit code.
    """
    adopt_orphans()
    return _WarmParent(Channel(descriptor), Warming(preload)).serve()


class _WarmParent:
    def __init__(self, channel: Channel, warming: Warming) -> None:
        self._identity = WarmParentIdentity()
        self._channel = channel
        self._warming = warming
        self._children = ChildSignals()
        self._poll = select.poll()
        for descriptor in (channel.descriptor, self._children.wakeup):
            self._poll.register(descriptor, select.POLLIN)
        self._spare: Spare | None = None
        self._started = 0.0
        """When the last run was started, as ``time.monotonic`` counts."""
        self._spare_due = 0.0
        """When the next spare is made, as ``time.monotonic`` counts."""
        self._directory: str | None = None
        """The folder of the run folders, once there was one."""
        self._folders: dict[int, str] = {}
        """Of runs, by the pid of their supervisor."""
        self._unfinished: dict[str, int] = {}
        """Folders of runs whose supervisor may have died before it wrote the end, with its wait status."""
        self._unwritten: dict[str, bytes] = {}
        """End records by folder, for which there is no room on the disk yet: nobody else knows how these runs ended."""
        self._tried: set[str] = set()
        """Folders of runs whose first supervisor was killed before it claimed them."""
        self._untidy = False
        """A child may have left children of its own."""

    def serve(self) -> int:
        while self._channel.open or self._folders or self._untidy or self._unwritten:
            self._keep_spare()
            events = self._poll.poll(self._patience())
            for descriptor, _ in events:
                if descriptor == self._channel.descriptor:
                    self._answer()
                else:
                    self._children.clear()
                    self._look_at_children()
            self._write_ends()
            if self._untidy:
                self._end_orphans()
            elif not events:
                self._warm()
        from .control_groups import leave_own_group

        leave_own_group()
        return 0

    def _patience(self) -> float | None:
        """Milliseconds to wait for something to happen."""
        if self._lacks_spare():
            return max(0.0, self._spare_due - time.monotonic()) * 1000
        if self._untidy:
            return _ORPHAN_PAUSE_MS
        if self._unwritten:
            return _DISK_PAUSE_MS
        return None if self._warming.done or not self._channel.open else self._warming.pause

    def _warm(self) -> None:
        for notice in self._warming.step():
            self._channel.send({"notice": notice})

    def _answer(self) -> None:
        for folder in self._channel.receive():
            self._start(folder)
        if not self._channel.open:
            self._poll.unregister(self._channel.descriptor)
            if self._spare is not None:
                self._spare.let_go()

    def _start(self, folder: str) -> None:
        self._directory = os.path.dirname(folder)
        self._look_at_children()  # somebody may just have killed the spare
        try:
            spare = self._spare or self._fork(None)
        except OSError as error:
            self._channel.send({"folder": folder, "problem": f"it could not be forked: {error}"})
            return
        self._spare = None
        self._folders[spare.pid] = folder
        spare.take(folder)
        now = time.monotonic()
        self._spare_due = now if now - self._started < IDLE else now + _SPARE_PAUSE
        self._started = now

    def _lacks_spare(self) -> bool:
        return self._spare is None and self._warming.done and self._channel.open

    def _keep_spare(self) -> None:
        if self._lacks_spare() and time.monotonic() >= self._spare_due:
            try:
                self._spare = self._fork(self._directory)
            except OSError:  # the next run tells
                self._spare_due = time.monotonic() + _FORK_PAUSE

    def _fork(self, directory: str | None) -> Spare:
        return Spare(self._identity, directory, self._leave)

    def _leave(self) -> None:
        """Let go in a fork of what is the warm parent's alone."""
        self._children.leave()
        os.close(self._channel.descriptor)

    def _known(self) -> set[int]:
        return {*self._folders, *([] if self._spare is None else [self._spare.pid])}

    def _look_at_children(self) -> None:
        known = self._known()
        continue_stopped(known)
        for pid in known:
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                self._bury(pid, status)

    def _bury(self, pid: int, status: int) -> None:
        if self._spare is not None and self._spare.pid == pid:
            self._spare.let_go()
            self._spare = None
            self._untidy = True
            return
        folder = self._folders.pop(pid)
        if status == 0:
            self._tell_gone(folder, status)
        else:
            self._unfinished[folder] = status
            self._untidy = True

    def _end_orphans(self) -> None:
        if end_orphans(self._known()):
            self._untidy = False
            unfinished, self._unfinished = self._unfinished, {}
            for folder, status in unfinished.items():
                self._finish(folder, status)

    def _finish(self, folder: str, status: int) -> None:
        if os.WIFSIGNALED(status) and folder not in self._tried and is_unclaimed(folder):
            self._tried.add(folder)  # killed before it began: once more, which whoever claims first makes safe
            self._start(folder)
            return
        text = end_of_killed(folder, status)
        if text is not None:
            self._unwritten[folder] = text
            self._write_ends()
            remove_temporary_folder(folder)
        self._tell_gone(folder, status)

    def _write_ends(self) -> None:
        for folder, text in list(self._unwritten.items()):
            if write_end_of_killed(folder, text):
                del self._unwritten[folder]

    def _tell_gone(self, folder: str, status: int) -> None:
        self._tried.discard(folder)
        self._channel.send({"folder": folder, "status": os.waitstatus_to_exitcode(status)})
