"""HTTP between the browser and the scheduler, streamed both ways."""

from __future__ import annotations

import sys
from contextlib import suppress

from jupyter_server.base.handlers import APIHandler
from tornado import httputil, web
from tornado.http1connection import HTTP1Connection, HTTP1ConnectionParameters
from tornado.iostream import StreamClosedError
from tornado.tcpclient import TCPClient

from .access import PeachHandler, RefusedError
from .forwarding import forwarded_path, forwarded_query, request_headers, response_headers
from .scheduler_address import SchedulerAddress
from .sidecar import SchedulerUnavailableError

_CHUNK = 64 * 1024
_WITH_BODY = frozenset({"POST", "PUT", "PATCH"})


@web.stream_request_body
class ProxyHandler(PeachHandler, APIHandler):
    """Passes `peach/api/…` on to the scheduler, once Jupyter has let the user in.

    Neither body is ever held as a whole: each chunk is awaited until the other side took it, so that whoever is slow
    slows only this request.
    """

    _upstream: HTTP1Connection | None = None

    async def prepare(self, *, _redirect_to_login: bool = False) -> None:
        """Check the user, connect, and send the request's head; the body follows in `data_received`."""
        await super().prepare()
        if self._finished or self.request.method == "OPTIONS":
            return
        await self.check_access("read" if self.request.method in ("GET", "HEAD") else "write")
        path = forwarded_path(self.request.path[len(self.base_url) :].removeprefix("peach/"))
        if path is None:
            raise RefusedError(404, "not_found", "There is no such call")
        address = await self._address()
        self._upstream = await _connect(address)
        await self._send_head(self._upstream, path, address)

    async def data_received(self, chunk: bytes) -> None:
        """Pass a piece of the request's body on."""
        if self._upstream is not None and self.request.method in _WITH_BODY:
            try:
                await self._upstream.write(chunk)
            except StreamClosedError:
                # The scheduler answers before it has read everything, as with a body that is too large.
                return

    async def _pass(self, _path: str) -> None:
        upstream = self._upstream
        if upstream is None:
            raise RefusedError(503, "unreachable", "The connection to the scheduler was not made; try again")
        upstream.finish()
        answer = _AnswerRelay(self)
        with suppress(StreamClosedError):
            await upstream.read_response(answer)
        if answer.complete:
            return
        if not answer.begun:
            raise RefusedError(503, "unreachable", "The scheduler ended the connection without an answer; try again")
        # What was sent looks whole unless the connection itself tells otherwise.
        self.detach().close()
        self._disconnect()

    get = head = post = put = patch = delete = _pass

    def on_connection_close(self) -> None:
        """End the request to the scheduler when the browser is gone."""
        super().on_connection_close()
        self._disconnect()

    def on_finish(self) -> None:
        """Let go of the connection."""
        super().on_finish()
        self._disconnect()

    def _disconnect(self) -> None:
        upstream, self._upstream = self._upstream, None
        if upstream is not None:
            upstream.close()

    async def _address(self) -> SchedulerAddress:
        try:
            return await self.sidecar.reach()
        except SchedulerUnavailableError as error:
            raise RefusedError(503, "unreachable", str(error)) from error

    async def _send_head(self, upstream: HTTP1Connection, path: str, address: SchedulerAddress) -> None:
        method = str(self.request.method)
        headers = request_headers(self.request.headers, address, self.user_name)
        headers["Connection"] = "close"
        if method in _WITH_BODY and "Content-Length" in self.request.headers:
            headers["Content-Length"] = self.request.headers["Content-Length"]
        query = forwarded_query(self.request.query)
        target = f"{path}?{query}" if query else path
        await upstream.write_headers(httputil.RequestStartLine(method, target, "HTTP/1.1"), headers)


class _AnswerRelay(httputil.HTTPMessageDelegate):
    """Passes the scheduler's answer to the browser as it comes."""

    def __init__(self, handler: ProxyHandler) -> None:
        self._handler = handler
        self.begun = False
        self.complete = False

    async def headers_received(
        self, start_line: httputil.RequestStartLine | httputil.ResponseStartLine, headers: httputil.HTTPHeaders
    ) -> None:
        assert isinstance(start_line, httputil.ResponseStartLine)
        if start_line.code < 200:
            return
        self.begun = True
        self._handler.set_status(start_line.code, start_line.reason)
        for name in headers:
            self._handler.clear_header(name)
        for name, value in response_headers(headers):
            self._handler.add_header(name, value)
        if start_line.code == 206:
            # Jupyter's own compression would change the bytes that Content-Range counts.
            self._handler.set_header("Content-Encoding", "identity")
        await self._flush()

    async def data_received(self, chunk: bytes) -> None:
        self._handler.write(chunk)
        await self._flush()

    def finish(self) -> None:
        self.complete = True

    async def _flush(self) -> None:
        try:
            await self._handler.flush()
        except StreamClosedError:
            self._handler.on_connection_close()


async def _connect(address: SchedulerAddress) -> HTTP1Connection:
    try:
        stream = await TCPClient().connect(address.host, address.port, max_buffer_size=16 * _CHUNK, timeout=10.0)
    except (OSError, StreamClosedError) as error:
        raise RefusedError(
            503, "unreachable", f"The scheduler does not answer ({error}); it is being looked for"
        ) from error
    stream.set_nodelay(True)
    parameters = HTTP1ConnectionParameters(no_keep_alive=True, chunk_size=_CHUNK, max_body_size=sys.maxsize)
    return HTTP1Connection(stream, True, parameters)
