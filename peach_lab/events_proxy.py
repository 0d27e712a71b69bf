"""The websocket of events between the browser and the scheduler."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from jupyter_server.base.websocket import WebSocketMixin
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.iostream import StreamClosedError
from tornado.websocket import (
    WebSocketClientConnection,
    WebSocketClosedError,
    WebSocketError,
    WebSocketHandler,
    websocket_connect,
)

from .access import PeachHandler, RefusedError
from .forwarding import forwarded_query, request_headers
from .sidecar import SchedulerUnavailableError

_LARGEST_MESSAGE = 64 * 1024 * 1024
_CONNECT_PATIENCE = 10.0
# Bad gateway: the other end disappeared without a word.
_LOST = 1014


class EventsProxy(WebSocketMixin, WebSocketHandler, PeachHandler):
    """Passes messages both ways, each awaited until the other side took it: a slow browser is not buffered for."""

    _upstream: WebSocketClientConnection | None = None
    _pump: asyncio.Task[None] | None = None

    @property
    def ping_timeout(self) -> float:
        """Time for an answer to a ping; tornado refuses one that is longer than the interval."""
        return float(self.ping_interval)

    async def get(self, *args: str, **kwargs: str) -> None:
        """Connect to the scheduler, then accept the browser's websocket and serve it to its end."""
        await self.check_access("execute")
        if not self.check_origin():
            raise RefusedError(403, "forbidden_origin", "A page of another origin may not use this Jupyter server")
        self._upstream = await self._connect()
        try:
            await super().get(*args, **kwargs)
        finally:
            self._disconnect(None, None)

    def open(self, *args: str, **kwargs: str) -> None:
        """Begin to pass on what the scheduler sends."""
        super().open(*args, **kwargs)
        self._pump = asyncio.ensure_future(self._pass_down())

    async def on_message(self, message: str | bytes) -> None:
        """Pass a message of the browser on."""
        if self._upstream is not None:
            with suppress(WebSocketClosedError):
                await self._upstream.write_message(message, binary=isinstance(message, bytes))

    def on_close(self) -> None:
        """End the scheduler's side as the browser ended its own."""
        super().on_close()
        if self._pump is not None:
            self._pump.cancel()
        self._disconnect(self.close_code, self.close_reason)

    async def _connect(self) -> WebSocketClientConnection:
        try:
            address = await self.sidecar.reach()
            query = forwarded_query(self.request.query)
            request = HTTPRequest(
                f"ws://{address.authority}/api/events" + (f"?{query}" if query else ""),
                headers=request_headers(self.request.headers, address, self.user_name),
                connect_timeout=_CONNECT_PATIENCE,
                request_timeout=_CONNECT_PATIENCE,
            )
            return await websocket_connect(request, max_message_size=_LARGEST_MESSAGE)
        except (SchedulerUnavailableError, OSError, StreamClosedError, HTTPClientError, WebSocketError) as error:
            raise RefusedError(503, "unreachable", str(error)) from error

    async def _pass_down(self) -> None:
        upstream = self._upstream
        if upstream is None:
            return
        with suppress(WebSocketClosedError):
            while (message := await upstream.read_message()) is not None:
                await self.write_message(message, binary=isinstance(message, bytes))
        self.close(upstream.close_code or _LOST, upstream.close_reason)

    def _disconnect(self, code: int | None, reason: str | None) -> None:
        upstream, self._upstream = self._upstream, None
        if upstream is not None:
            upstream.close(code, reason)
