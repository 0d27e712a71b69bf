"""A stand-in for the scheduler: a real process with its lock, its address file and its answers, that tells what it got.

Started like the real one: `fake_scheduler.py serve --state DIR --for-jupyter`. How it behaves is chosen by files in the
state directory: `exit-with` (a code), `version`, `slow-lock` (seconds for which it holds the lock without an address).
`fake_scheduler.py doctor --json --state DIR` stands in for the doctor.
"""

import asyncio
import fcntl
import hashlib
import json
import os
import secrets
import signal
import sys
import time
from pathlib import Path

from fake_doctor import examine
from tornado import web, websocket
from tornado.iostream import StreamClosedError

TOKEN = secrets.token_urlsafe(32)
STATE = Path(sys.argv[sys.argv.index("--state") + 1])
progress = {"sent": 0, "aborted": 0, "written": 0}
attached: list["Attach"] = []
ended = asyncio.Event()


class Handler(web.RequestHandler):
    def prepare(self):
        if self.request.headers.get("Authorization") != f"Bearer {TOKEN}":
            raise web.HTTPError(401)


class Health(Handler):
    def get(self):
        self.finish({"pid": os.getpid(), "version": "fake"})


@web.stream_request_body
class Echo(Handler):
    def initialize(self):
        self.digest, self.length = hashlib.sha256(), 0

    def data_received(self, chunk):
        self.digest.update(chunk)
        self.length += len(chunk)

    def get(self):
        progress["written"] += self.request.method != "GET"
        self.set_cookie("upstream", "secret")
        self.set_header("Access-Control-Allow-Origin", "*")
        self.set_header("X-Kept", "yes")
        self.set_header("Link", "<a>")
        self.add_header("Link", "<b>")
        self.finish(
            {
                "method": self.request.method,
                "uri": self.request.uri,
                "headers": dict(self.request.headers),
                "length": self.length,
                "sha256": self.digest.hexdigest(),
            }
        )

    post = put = patch = delete = get


class Stream(Handler):
    async def get(self):
        self.set_header("Content-Type", "application/octet-stream")
        progress["sent"] = 0
        try:
            for number in range(int(self.get_argument("chunks"))):
                self.write(number.to_bytes(4, "big") * 16384)
                await self.flush()
                progress["sent"] += 1
        except StreamClosedError:
            progress["aborted"] += 1


class Progress(Handler):
    def get(self):
        self.finish({**progress, "attached": [socket.root for socket in attached]})


class Part(Handler):
    def get(self):
        self.set_status(206)
        self.set_header("Content-Range", "bytes 2-5/10")
        self.set_header("Content-Type", "text/plain")
        self.finish(self.request.headers.get("Range", "") + "xy" * 2000)


class Empty(Handler):
    def get(self):
        self.set_status(204)


class Rest(Handler):
    """Tells what came after the head of the request, whatever it pretends to be."""

    async def delete(self):
        stream = self.detach()
        rest = bytearray(4096)
        reading = stream.read_into(rest, partial=True)
        try:
            length = await asyncio.wait_for(reading, 0.5)
        except (asyncio.TimeoutError, StreamClosedError):
            length = 0
        await stream.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (length, rest[:length]))
        stream.close()


class Broken(Handler):
    async def get(self):
        self.write(b"half")
        await self.flush()
        self.detach().close()


class Silent(Handler):
    def get(self):
        self.detach().close()


class Events(Handler, websocket.WebSocketHandler):
    def open(self):
        self.write_message(json.dumps(dict(self.request.headers)))

    async def on_message(self, message):
        if isinstance(message, bytes):
            await self.write_message(message, binary=True)
        elif message.startswith("close "):
            self.close(int(message.split()[1]), "as asked")
        elif message == "vanish":
            self.ws_connection.stream.close()
        elif message.startswith("flood "):
            progress["sent"] = 0
            for number in range(int(message.split()[1])):
                await self.write_message(number.to_bytes(4, "big") * 16384, binary=True)
                progress["sent"] += 1
        else:
            await self.write_message(f"echo {message}")

    def on_close(self):
        (STATE / "events-closed").write_text(f"{self.close_code} {self.close_reason}")


class Attach(Handler, websocket.WebSocketHandler):
    def open(self):
        self.root = self.get_argument("root")
        attached.append(self)

    def on_close(self):
        attached.remove(self)


class Shutdown(Handler):
    def post(self):
        self.finish({})
        ended.set()


def read_choice(name: str) -> str | None:
    path = STATE / name
    return path.read_text() if path.exists() else None


def write_address(port: int) -> None:
    fields = {
        "pid": os.getpid(),
        "url": f"http://127.0.0.1:{port}",
        "token": TOKEN,
        "version": read_choice("version") or "fake",
        "started_at": "2026-01-01T00:00:00.000Z",
    }
    draft = STATE / f"scheduler.json.{os.getpid()}"
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
        json.dump(fields, file)
    draft.rename(STATE / "scheduler.json")


def begin() -> None:
    """Tell of this start, and end at once where that was chosen, or where another scheduler has the lock."""
    with open(STATE / "starts", "a") as starts:
        starts.write(f"{os.getpid()} {os.getsid(0)} {json.dumps(sys.argv[1:])}\n")
    (STATE / f"environment.{os.getpid()}").write_text(json.dumps(dict(os.environ)))
    code = read_choice("exit-with")
    if code is not None:
        sys.exit(f"fake scheduler: told to fail {code}" if code == "1" else int(code))
    lock = os.open(STATE / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        sys.exit(4)
    slow = read_choice("slow-lock")
    if slow is not None:
        (STATE / "slow-lock").unlink()
        time.sleep(float(slow))
        sys.exit(0)


async def main() -> None:
    routes = {
        "health": Health,
        "echo.*": Echo,
        "stream": Stream,
        "progress": Progress,
        "part": Part,
        "empty": Empty,
        "rest": Rest,
        "broken": Broken,
        "silent": Silent,
        "events": Events,
        "attach": Attach,
        "shutdown": Shutdown,
    }
    application = web.Application([(f"/api/{path}", handler) for path, handler in routes.items()])
    server = application.listen(0, "127.0.0.1", max_body_size=1 << 30)
    (port,) = {socket.getsockname()[1] for socket in server._sockets.values()}
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    write_address(port)
    print("fake scheduler: ready", flush=True)
    await ended.wait()
    (STATE / "scheduler.json").unlink()
    for socket in list(attached):
        socket.close(1001, "the scheduler ends")
    await asyncio.sleep(0.2)


signal.alarm(300)
if sys.argv[1] == "doctor":
    examine(STATE)
begin()
asyncio.run(main())
