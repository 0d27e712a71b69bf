"""The websocket of events through the proxy."""

import asyncio
import json
from contextlib import asynccontextmanager

import pytest
from server_support.jupyter_server import TOKEN
from server_support.wait_until import wait_until
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

# Seconds; only a failing test waits for so long.
PATIENCE = 20


@asynccontextmanager
async def open_socket(jupyter, path="/peach/api/events", **headers):
    """Open the websocket as a browser or a program would; closed in order at the end."""
    url = f"ws://127.0.0.1:{jupyter.port}{path}"
    headers = {name.title(): value for name, value in headers.items()}
    socket = await websocket_connect(HTTPRequest(url, headers=headers))
    try:
        yield socket
    finally:
        closed_already = socket.close_code is not None
        socket.close(4321, "enough")
        if not closed_already:
            while await asyncio.wait_for(socket.read_message(), PATIENCE) is not None:
                pass


def first_message(jupyter, *args, **headers) -> str:
    async def run():
        async with open_socket(jupyter, *args, **headers) as socket:
            return await socket.read_message()

    return asyncio.run(run())


def talk(jupyter, *messages, answers: int):
    """Send `messages`, and return that many `answers` with the code and the reason of the close."""

    async def run():
        async with open_socket(jupyter, **jupyter.token_header) as socket:
            await socket.read_message()
            for message in messages:
                await socket.write_message(message, binary=isinstance(message, bytes))
            received = [await asyncio.wait_for(socket.read_message(), PATIENCE) for _ in range(answers)]
            return received, (socket.close_code, socket.close_reason)

    return asyncio.run(run())


def refusal(jupyter, *args, **headers) -> tuple[int, str]:
    """Return the status and the error's code of a handshake that fails."""
    with pytest.raises(HTTPClientError) as caught:
        first_message(jupyter, *args, **headers)
    return caught.value.code, json.loads(caught.value.response.body)["error"]["code"]


def test_a_stranger_is_refused(jupyter):
    assert refusal(jupyter) == (403, "forbidden")


def test_a_page_of_another_origin_is_refused_though_the_browser_is_logged_in(jupyter):
    assert refusal(jupyter, **jupyter.log_in(), origin="http://evil.example") == (403, "forbidden_origin")


def test_a_page_of_this_server_gets_through_with_its_cookie(jupyter):
    seen = json.loads(first_message(jupyter, **jupyter.log_in(), origin=f"http://127.0.0.1:{jupyter.port}"))

    assert "Cookie" not in seen
    assert "Origin" not in seen
    assert seen["Authorization"] == f"Bearer {jupyter.state.address()['token']}"


def test_the_token_in_the_address_opens_it_and_stays_behind(jupyter):
    assert TOKEN not in first_message(jupyter, f"/peach/api/events?token={TOKEN}&version=1")


def test_the_attachment_can_not_be_opened_through_the_proxy(jupyter):
    assert refusal(jupyter, "/peach/api/attach?root=/", **jupyter.token_header) == (404, "not_found")


def test_text_and_bytes_pass_both_ways_as_what_they_are(jupyter):
    received, _ = talk(jupyter, "hello ü", b"\x00\xff", answers=2)

    assert received == ["echo hello ü", b"\x00\xff"]


def test_the_schedulers_close_code_reaches_the_browser(jupyter):
    received, code = talk(jupyter, "close 4001", answers=1)

    assert (received, code) == ([None], (4001, "as asked"))


def test_a_scheduler_that_vanishes_closes_the_browsers_socket_with_a_code_of_its_own(jupyter):
    received, (code, _) = talk(jupyter, "vanish", answers=1)

    assert (received, code) == ([None], 1014)


def test_the_browsers_close_code_reaches_the_scheduler(jupyter):
    (jupyter.state.path / "events-closed").unlink(missing_ok=True)

    talk(jupyter, answers=0)

    closed = jupyter.state.path / "events-closed"
    wait_until(lambda: closed.exists() and closed.read_text() == "4321 enough", "the scheduler's side closes as well")


def test_a_browser_that_does_not_read_is_not_buffered_for_and_misses_nothing(jupyter):
    async def sent() -> int:
        answer = await asyncio.to_thread(jupyter.call, "GET", "/peach/api/progress")
        return answer.json()["sent"]

    async def run():
        async with open_socket(jupyter, **jupyter.token_header) as socket:
            await socket.read_message()
            await socket.write_message("flood 1500")
            before, now = -1, 0
            while now == 0 or now != before:
                await asyncio.sleep(0.25)
                before, now = now, await sent()
            received = [await socket.read_message() for _ in range(1500)]
            return now, [int.from_bytes(message[:4], "big") for message in received]

    stalled_at, numbers = asyncio.run(run())

    assert stalled_at < 1000
    assert numbers == list(range(1500))
