"""What the tests of the server half share: a state directory with a stand-in scheduler, and a real Jupyter server."""

import sys

import pytest
from server_support.jupyter_server import JupyterServer, start_server, stop_server
from server_support.state_dir import FAKE_SCHEDULER, StateDir
from server_support.wait_until import wait_until


@pytest.fixture
def state(tmp_path, monkeypatch):
    """A state directory whose schedulers are stand-ins, ended after the test."""
    monkeypatch.setenv("PEACH_NODE", sys.executable)
    monkeypatch.setenv("PEACH_BUNDLE", str(FAKE_SCHEDULER))
    directory = StateDir(tmp_path / "state")
    yield directory
    directory.end_all()


@pytest.fixture(scope="session")
def jupyter(tmp_path_factory):
    """A Jupyter server with a stand-in scheduler, attached; shared by all tests that leave its scheduler alive."""
    server = start_server(tmp_path_factory.mktemp("jupyter"))
    try:
        wait_until(lambda: server.call("GET", "/peach/scheduler").json()["state"] == "running", "a running scheduler")
        yield server
    finally:
        stop_server(server)


@pytest.fixture
def start_jupyter(tmp_path):
    """Start Jupyter servers of one's own, with further lines of configuration."""
    servers = []

    def start(configuration: str = "", name: str = "jupyter", base_url: str = "/") -> JupyterServer:
        folder = tmp_path / name
        folder.mkdir()
        server = start_server(folder, configuration, base_url)
        servers.append(server)
        return server

    yield start
    for server in servers:
        stop_server(server)
