"""How the scheduler is, and starting it again."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from jupyter_server.base.handlers import APIHandler

from .access import PeachHandler, RefusedError
from .contents_root import contents_root
from .sidecar import SchedulerStatus, SchedulerUnavailableError


@dataclass(frozen=True)
class ServerStatus(SchedulerStatus):
    """What this Jupyter server tells about the scheduler, and about itself.

    Attributes
    ----------
    root_dir : str or None
        Absolute path of the folder that Jupyter shows, from which the browser knows where a notebook is; None where
        Jupyter's files are in no folder of this machine.
    """

    root_dir: str | None


class _StatusHandler(PeachHandler, APIHandler):
    def finish_with_status(self) -> None:
        """Answer with the fields of `ServerStatus`."""
        status = ServerStatus(**asdict(self.sidecar.status()), root_dir=contents_root(self.contents_manager))
        self.finish(json.dumps(asdict(status)))


class SchedulerHandler(_StatusHandler):
    """`GET peach/scheduler`: answered by the Jupyter server itself, so that it can be asked when no scheduler runs."""

    async def get(self) -> None:
        """Tell how the scheduler is."""
        await self.check_access("read")
        self.finish_with_status()


class StartHandler(_StatusHandler):
    """`POST peach/scheduler/start`."""

    async def post(self) -> None:
        """Start the scheduler if none runs; answer as `GET peach/scheduler` does, once it runs."""
        await self.check_access("write")
        try:
            await self.attachment.start_again()
        except SchedulerUnavailableError as error:
            raise RefusedError(503, "unreachable", str(error)) from error
        self.finish_with_status()
