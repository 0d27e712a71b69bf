"""How the scheduler is, and starting it again."""

from __future__ import annotations

import json
from dataclasses import asdict

from jupyter_server.base.handlers import APIHandler

from .access import PeachHandler, RefusedError
from .sidecar import SchedulerUnavailableError


class SchedulerHandler(PeachHandler, APIHandler):
    """`GET peach/scheduler`: answered by the Jupyter server itself, so that it can be asked when no scheduler runs."""

    async def get(self) -> None:
        """Answer with `{state, version, reason, log_tail, exit_code}`."""
        await self.check_access("read")
        self.finish(json.dumps(asdict(self.sidecar.status())))


class StartHandler(PeachHandler, APIHandler):
    """`POST peach/scheduler/start`."""

    async def post(self) -> None:
        """Start the scheduler if none runs; answer as `GET peach/scheduler` does, once it runs."""
        await self.check_access("write")
        try:
            await self.attachment.start_again()
        except SchedulerUnavailableError as error:
            raise RefusedError(503, "unreachable", str(error)) from error
        self.finish(json.dumps(asdict(self.sidecar.status())))
