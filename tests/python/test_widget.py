"""The widget's Python half."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import peach_lab
from peach_lab.widget import TasksInfo, initialize_tasks_info

REPOSITORY = Path(__file__).parent.parent.parent
VERSION = json.loads((REPOSITORY / "package.json").read_text())["version"]


def test_its_names_are_those_of_the_browsers_half():
    state = TasksInfo().get_state()

    assert {name: state[name] for name in state if name.startswith("_model") or name.startswith("_view")} == {
        "_model_name": "TasksInfoModel",
        "_model_module": "peach-lab",
        "_model_module_version": "*",
        "_view_name": "TasksInfoView",
        "_view_module": "peach-lab",
        "_view_module_version": "*",
        "_view_count": None,
    }


def test_it_tells_its_version():
    assert TasksInfo().get_state()["package_version"] == VERSION


def test_organisation_and_height_are_synchronised():
    state = TasksInfo(organisation="debr", height="600px").get_state()

    assert (state["organisation"], state["height"]) == ("debr", "600px")
    assert TasksInfo().get_state()["organisation"] is None


@pytest.mark.parametrize(("args", "expected"), [((), None), (("debr",), "debr")])
def test_the_call_shows_one_view_and_returns_nothing(args, expected, monkeypatch):
    shown = []
    monkeypatch.setattr("peach_lab.widget.display", shown.append)

    returned = initialize_tasks_info(*args)

    assert returned is None
    assert [view.organisation for view in shown] == [expected]


def python(code: str) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=False)


def test_importing_the_package_loads_nothing_outside_the_standard_library():
    done = python(
        "import sys; before = set(sys.modules); import peach_lab; peach_lab.__version__\n"
        "new = {name.partition('.')[0] for name in set(sys.modules) - before}\n"
        "print(sorted(new - set(sys.stdlib_module_names) - {'peach_lab'}))"
    )

    assert done.stdout == "[]\n", done.stderr


def test_the_widget_is_loaded_on_first_use():
    done = python(
        "import sys, peach_lab; print('ipywidgets' in sys.modules)\n"
        "from peach_lab import initialize_tasks_info; print('ipywidgets' in sys.modules, 'tornado.web' in sys.modules)"
    )

    assert done.stdout == "False\nTrue False\n", done.stderr


def test_without_ipywidgets_the_remedy_is_told():
    done = python("import sys; sys.modules['ipywidgets'] = None\nfrom peach_lab import initialize_tasks_info")

    assert "ImportError: initialize_tasks_info() needs ipywidgets" in done.stderr
    assert "%pip install ipywidgets" in done.stderr


def test_what_is_offered_exists():
    for name in peach_lab.__all__:
        assert getattr(peach_lab, name) is not None
    assert set(peach_lab.__all__) <= set(dir(peach_lab))


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="has no attribute 'nonsense'"):
        _ = peach_lab.nonsense
