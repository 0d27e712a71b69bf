"""The websocket that tells the scheduler that this Jupyter server lives."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from logging import Logger, LoggerAdapter
from typing import Any
from urllib.parse import quote

from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.iostream import StreamClosedError
from tornado.websocket import WebSocketClientConnection, WebSocketError, websocket_connect

from .scheduler_address import SchedulerAddress
from .sidecar import SchedulerUnavailableError, Sidecar

# A scheduler that is shut down in order closes its websockets with this code (going away).
SHUT_DOWN = 1001
# All in seconds.
_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 30.0
_STEADY = 30.0
_LOOK_FOR_ANOTHER = 2.0
_CONNECT_PATIENCE = 10.0


class Attachment:
    """Holds the websocket from `start` to `close`; connects again, with growing pauses, whenever it is lost.

    A scheduler that disappeared is started again. One that somebody shut down is not: it stays down until it is
    started from elsewhere, or by `start_again`.

    Parameters
    ----------
    sidecar : Sidecar
        Finds or starts the scheduler.
    root_dir : str
        Root folder of the Jupyter server, absolute: its repository is served while this is attached.
    log : Logger or LoggerAdapter
        Where losses are told.
    """

    def __init__(self, sidecar: Sidecar, root_dir: str, log: Logger | LoggerAdapter[Any]) -> None:
        self._sidecar = sidecar
        self._root_dir = root_dir
        self._log = log
        self._may_start = True
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin, in the background."""
        self._task = asyncio.ensure_future(self._run())

    async def start_again(self) -> None:
        """Start a scheduler that was shut down, and attach to it.

        Raises
        ------
        SchedulerUnavailableError
            It could not be started.
        """
        self._may_start = True
        await self._sidecar.ensure()
        self._wake.set()

    async def close(self) -> None:
        """Detach; returns when that is done."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def _run(self) -> None:
        pause = _FIRST_PAUSE
        clock = asyncio.get_running_loop().time
        while True:
            began = clock()
            await self._attach_once()
            if clock() - began > _STEADY:
                pause = _FIRST_PAUSE
            if self._may_start:
                await self._pause(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)
            else:
                await self._pause(_LOOK_FOR_ANOTHER)

    async def _pause(self, seconds: float) -> None:
        with suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._wake.wait(), seconds)
        self._wake.clear()

    async def _attach_once(self) -> None:
        """Attach and stay attached; return when there is no scheduler, or when the connection ended."""
        try:
            address = await (self._sidecar.ensure() if self._may_start else self._sidecar.find())
            if address is None:
                return
            socket = await self._connect(address)
        except SchedulerUnavailableError as error:
            self._log.warning("PEACH Lab has no scheduler: %s", error)
            return
        except HTTPClientError as error:
            # It answers, so it is there, and requests may go on.
            self._log.warning("The scheduler does not let this Jupyter server attach: %s", error)
            return
        except (OSError, StreamClosedError, WebSocketError) as error:
            self._log.warning("PEACH Lab could not attach to the scheduler: %s", error)
            self._sidecar.lost(f"The connection to it failed: {error}.")
            return
        self._may_start = True
        try:
            await self._hold(socket)
        finally:
            socket.close(SHUT_DOWN)

    async def _connect(self, address: SchedulerAddress) -> WebSocketClientConnection:
        request = HTTPRequest(
            f"ws://{address.authority}/api/attach?root={quote(self._root_dir, safe='')}",
            headers={"Authorization": f"Bearer {address.token}"},
            connect_timeout=_CONNECT_PATIENCE,
            request_timeout=_CONNECT_PATIENCE,
        )
        return await websocket_connect(request)

    async def _hold(self, socket: WebSocketClientConnection) -> None:
        self._log.info("PEACH Lab attached to the scheduler for %s", self._root_dir)
        while await socket.read_message() is not None:
            pass
        if socket.close_code == SHUT_DOWN:
            self._may_start = False
            self._sidecar.lost("It was shut down.")
        else:
            self._sidecar.lost("The connection to it was lost.")
        self._log.warning("PEACH Lab lost the scheduler (websocket closed with code %s)", socket.close_code)
