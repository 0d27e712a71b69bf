"""Configuration of the Jupyter server that the browser tests use. Never use it elsewhere: it lets everybody in."""

import os

from jupyterlab.galata import configure_jupyter_server

c = get_config()  # noqa: F821

configure_jupyter_server(c)
c.ServerApp.ip = "127.0.0.1"
c.ServerApp.port = int(os.environ["PEACH_UI_PORT"])
c.ServerApp.port_retries = 0
c.ServerApp.root_dir = os.environ["PEACH_UI_REPOSITORY"]
c.ServerApp.allow_root = True
c.PeachLab.state_dir = os.environ["PEACH_UI_STATE"]
c.PeachLab.config = os.environ["PEACH_UI_CONFIGURATION"]
