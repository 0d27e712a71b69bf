"""Tasks information inside a notebook: the Python half of the widget."""

from __future__ import annotations

from .version import package_version

try:
    from IPython.display import display
    from ipywidgets import DOMWidget
    from traitlets import Unicode
except ImportError as error:
    raise ImportError(
        "initialize_tasks_info() needs ipywidgets in the environment of this kernel: "
        "run `%pip install ipywidgets` in a cell, then restart the kernel"
    ) from error

_MODULE = "peach-lab"
# The browser's half says so where its version is another than this one's: refused, it could only fail.
_ANY = "*"


class TasksInfo(DOMWidget):
    """Tasks, executions, durations and logs, live.

    The view gets its data over the browser's own connection to the server, never through the kernel: it goes on while
    the kernel is busy, and needs no kernel at all once it is shown.

    Parameters
    ----------
    organisation : str or None
        The organisation shown first; None: the one that the person chose last.
    height : str
        Height of the view in CSS, such as `720px`; empty: what suits its content.
    """

    _model_name = Unicode("TasksInfoModel").tag(sync=True)
    _model_module = Unicode(_MODULE).tag(sync=True)
    _model_module_version = Unicode(_ANY).tag(sync=True)
    _view_name = Unicode("TasksInfoView").tag(sync=True)
    _view_module = Unicode(_MODULE).tag(sync=True)
    _view_module_version = Unicode(_ANY).tag(sync=True)

    package_version = Unicode(package_version()).tag(sync=True)
    organisation = Unicode(None, allow_none=True).tag(sync=True)
    height = Unicode("").tag(sync=True)


def initialize_tasks_info(organisation: str | None = None) -> None:
    """Show the tasks of an organisation in this notebook.

    It shows the view itself and returns nothing, so that the view stands there once wherever in a cell the call is.

    Parameters
    ----------
    organisation : str or None
        The organisation shown first; None: the one that the person chose last.
    """
    display(TasksInfo(organisation=organisation))
