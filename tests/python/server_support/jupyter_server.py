"""A Jupyter server in a process of its own, with a token and the extension."""

import http.client
import json
import os
import socket
import subprocess
import sys
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .state_dir import FAKE_SCHEDULER, StateDir
from .wait_until import wait_until

REPOSITORY = Path(__file__).parent.parent.parent.parent
TOKEN = "the-token-of-the-jupyter-server"


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class JupyterServer:
    """A Jupyter server in a process of its own, with a token, and the extension."""

    port: int
    process: subprocess.Popen
    root: Path
    state: StateDir
    log: Path
    base_url: str = "/"
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def token_header(self) -> dict[str, str]:
        return {"Authorization": f"token {TOKEN}"}

    def send(self, method: str, path: str, *, headers: dict[str, str] | None = None, body: Any = None) -> Answer:
        """Send exactly this request: no credentials but those in `headers`."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
            connection.request(method, path, body, headers or {})
            with closing(connection.getresponse()) as response:
                return Answer(response.status, response.headers, response.read())

    def call(self, method: str, path: str, **more: Any) -> Answer:
        """Send a request as a program that knows the token."""
        more["headers"] = {**self.token_header, **more.get("headers", {})}
        return self.send(method, path, **more)

    def log_in(self) -> dict[str, str]:
        """Return the headers that a browser sends after a login, without those of the page's own scripts."""
        cookies = {}
        for path, headers in (("/login", {}), (f"/api/status?token={TOKEN}", {})):
            for line in self.send("GET", path, headers=headers).headers.get_all("Set-Cookie", []):
                name, _, value = line.partition(";")[0].partition("=")
                cookies[name] = value
        self.cookies = cookies
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start_server(folder: Path, configuration: str = "", base_url: str = "/") -> JupyterServer:
    root, state = folder / "root ü", StateDir(folder / "state")
    root.mkdir()
    state.path.mkdir(mode=0o700)
    port, log = _free_port(), folder / "jupyter.log"
    config = folder / "config.py"
    config.write_text(
        f"c.ServerApp.root_dir = {str(root)!r}\n"
        f"c.PeachLab.state_dir = {str(state.path)!r}\n"
        f"c.ServerApp.base_url = {base_url!r}\n"
        "c.ServerApp.jpserver_extensions = {'peach_lab': True}\n" + configuration
    )
    arguments = [f"--config={config}", f"--ServerApp.port={port}", "--ServerApp.port_retries=0", "--no-browser"]
    environment = {
        **os.environ,
        "PYTHONPATH": str(REPOSITORY),
        "PEACH_NODE": sys.executable,
        "PEACH_BUNDLE": str(FAKE_SCHEDULER),
        "JUPYTER_CONFIG_DIR": str(folder / "jupyter"),
        "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
        "JUPYTER_TOKEN": TOKEN,
        "JPY_API_TOKEN": "a-secret",
    }
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyter_server", "--allow-root", *arguments],
            env=environment,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
    server = JupyterServer(port, process, root, state, log, base_url)
    try:
        wait_until(lambda: _answers(server), f"a Jupyter server; see {log}")
    except BaseException:
        stop_server(server)
        raise
    return server


def _answers(server: JupyterServer) -> bool:
    assert server.process.poll() is None, server.log.read_text()
    with suppress(OSError):
        return server.send("GET", f"{server.base_url}api").status == 200
    return False


def stop_server(server: JupyterServer) -> None:
    server.process.terminate()
    try:
        server.process.wait(20)
    except subprocess.TimeoutExpired:
        server.process.kill()
        server.process.wait()
    server.state.end_all()
