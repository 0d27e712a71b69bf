"""The Jupyter server's extension: finds or starts the scheduler, and lets its users through to it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from jupyter_server.extension.application import ExtensionApp
from traitlets import Unicode
from traitlets.config import Config

from .attachment import Attachment
from .contents_root import contents_root
from .doctor_handler import DoctorHandler
from .events_proxy import EventsProxy
from .examination import Examination
from .proxy import ProxyHandler
from .scheduler_handler import SchedulerHandler, StartHandler
from .sidecar import Sidecar
from .state_directory import state_directory


class PeachLab(ExtensionApp):
    """PEACH Lab in this Jupyter server. Settings: `c.PeachLab.state_dir` and `c.PeachLab.config`."""

    name = "peach_lab"
    load_other_extensions = True

    state_dir = Unicode(
        "",
        help="State directory of the scheduler; "
        "empty: $PEACH_STATE_DIR, or peach-lab in $XDG_STATE_HOME or ~/.local/state.",
    ).tag(config=True)
    scheduler_configuration = Unicode(
        "", help="Configuration file for a scheduler started here; set it as c.PeachLab.config. Empty: none is needed."
    ).tag(config=True)

    def initialize_settings(self) -> None:
        """Make the one way to the scheduler that all handlers share."""
        serverapp = self.serverapp
        if serverapp is None:
            raise RuntimeError("this extension is set up by a Jupyter server, not by itself")
        state_dir = state_directory(self.state_dir, os.environ)
        given = self.scheduler_configuration
        configuration = Path(given).expanduser().absolute() if given else None
        sidecar = Sidecar(state_dir, configuration, self.log)
        root_dir = contents_root(serverapp.contents_manager) or os.path.abspath(serverapp.root_dir)
        self._attachment = Attachment(sidecar, root_dir, self.log)
        self._examination = Examination(state_dir, configuration, root_dir)
        self.settings["peach_sidecar"] = sidecar
        self.settings["peach_attachment"] = self._attachment
        self.settings["peach_examination"] = self._examination

    def initialize_handlers(self) -> None:
        """Name the routes."""
        self.handlers.extend(
            [
                (r"/peach/api/events", EventsProxy),
                (r"/peach/(api/.*)", ProxyHandler),
                (r"/peach/scheduler", SchedulerHandler),
                (r"/peach/scheduler/start", StartHandler),
                (r"/peach/doctor", DoctorHandler),
            ]
        )

    async def _start_jupyter_server_extension(self, _serverapp: Any) -> None:
        # In the background: nobody waits for the scheduler to see Lab.
        self._attachment.start()

    async def stop_extension(self) -> None:
        """Detach from the scheduler, which lives on for as long as its own rules say."""
        await self._attachment.close()
        await self._examination.close()

    def _find_my_config(self, cfg: Config) -> Any:
        # Every configurable has a `config` of its own, so the setting of that name goes by another name inside.
        section = super()._find_my_config(cfg)
        if isinstance(section.get("config"), str):
            section["scheduler_configuration"] = section.pop("config")
        return section
