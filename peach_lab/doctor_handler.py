"""What is wrong with both halves, and what to do."""

from __future__ import annotations

import json

from jupyter_server.base.handlers import APIHandler

from .access import PeachHandler, RefusedError
from .examination import Examination, ExaminationFailedError
from .programs import ProgramMissingError


class DoctorHandler(PeachHandler, APIHandler):
    """`GET peach/doctor`: answered by the Jupyter server itself, so that it can be asked when no scheduler runs."""

    async def get(self) -> None:
        """Tell what `peach doctor --json` finds."""
        # It runs a program and sees what this server's user sees, as somebody with a terminal here does.
        await self.check_access("execute")
        examination: Examination = self.settings["peach_examination"]
        try:
            report = await examination.report()
        except ProgramMissingError as error:
            raise RefusedError(503, "unreachable", str(error)) from error
        except ExaminationFailedError as error:
            raise RefusedError(500, "internal", str(error)) from error
        self.finish(json.dumps(report))
