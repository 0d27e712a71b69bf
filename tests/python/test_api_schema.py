"""The API against its own OpenAPI document: a schema-driven fuzzer asks a real scheduler over real git and runs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.core.failures import Failure
from schemathesis.core.parameters import ParameterLocation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)
from server_support.wait_until import wait_until

# Times that each call is asked. More find more: PEACH_API_EXAMPLES=1000 takes minutes.
EXAMPLES = int(os.environ.get("PEACH_API_EXAMPLES", "25"))

DOCUMENT = Path(__file__).parents[2] / "docs" / "developers" / "openapi.json"

DEFINITIONS = """
codops: debr
tasks:
  work: {notebook: a.ipynb, method: task, executor: python}
  daily: {notebook: a.ipynb, method: task, executor: python, schedule: "0 6 * * *", timezone: Europe/Berlin}
  wrong: {notebook: a.ipynb, method: tusk, executor: python}
"""
NOTEBOOK = {
    "nbformat": 4,
    "nbformat_minor": 5,
    "metadata": {},
    "cells": [
        {
            "cell_type": "code",
            "id": "a",
            "metadata": {},
            "execution_count": None,
            "outputs": [],
            "source": "def task(day=1): print(day)",
        }
    ],
}
# Websockets are no calls, and the end of the scheduler would be the end of the test.
LEFT_OUT = ["/api/events", "/api/attach", "/api/shutdown"]


class Scheduler:
    """A real one, over one repository."""

    def __init__(self, folder: Path) -> None:
        self.repository = folder / "repository"
        self.repository.mkdir()
        (self.repository / "peach.yaml").write_text(DEFINITIONS)
        (self.repository / "a.ipynb").write_text(json.dumps(NOTEBOOK))
        for command in (
            ["init", "-q", "-b", "master"],
            ["add", "."],
            ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "a"],
        ):
            subprocess.run(["git", "-C", str(self.repository), *command], check=True)
        state = folder / "state"
        state.mkdir()
        (state / "config.json").write_text(
            json.dumps({"state_dir": str(state), "repositories": [{"url": str(self.repository)}]})
        )
        self.log = state / "test.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [Path(sys.executable).parent / "peach", "serve", "--config", state / "config.json"],
                stdout=log,
                stderr=log,
            )
        address = state / "scheduler.json"
        wait_until(address.exists, "a scheduler")
        written = json.loads(address.read_text())
        self.url = written["url"]
        self.headers = {"Authorization": f"Bearer {written['token']}"}
        self.known = wait_until(self._ids, "runs of its tasks")

    def get(self, path: str) -> Any:
        """Answer the JSON at `path`."""
        return requests.get(f"{self.url}{path}", headers=self.headers, timeout=30).json()

    def _ids(self) -> dict[str, list[str]] | None:
        tasks = self.get("/api/tasks")["tasks"]
        runs = [task["last_ended_run"]["id"] for task in tasks if task["last_ended_run"] is not None]
        if not runs:
            return None
        return {
            "task": [task["id"] for task in tasks],
            "run": runs,
            "organisation": ["debr"],
            "name": [task["name"] for task in tasks],
            "loop": ["debr", "metadata"],
            "root": [str(self.repository)],
        }

    def close(self) -> None:
        """End it in order."""
        self.process.terminate()
        self.process.wait()


@pytest.fixture(scope="session")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scheduler]:
    running = Scheduler(tmp_path_factory.mktemp("api"))
    yield running
    running.close()


def put_known(case: Any, known: dict[str, list[str]]) -> None:
    """Put what is there into path, query and body, every other time: what is made up is never found."""
    for place, location in (
        ("path_parameters", ParameterLocation.PATH),
        ("query", ParameterLocation.QUERY),
        ("body", ParameterLocation.BODY),
    ):
        values, component = getattr(case, place), case.meta.components.get(location)
        choice = sum(len(str(value)) for value in values.values()) if isinstance(values, dict) else 0
        # What is wrong on purpose stays wrong.
        if choice % 2 == 1 and component is not None and component.mode.is_positive:
            found = {name: known[name][choice % len(known[name])] for name in values if name in known}
            setattr(case, place, {**values, **found})


def never_breaks(_context: Any, response: Any, _case: Any) -> None:
    """No call makes the scheduler fail."""
    if response.status_code == 500 or (response.status_code >= 400 and response.json()["error"]["code"] == "internal"):
        raise Failure(operation=str(response.request.url), title="the scheduler failed", message=response.text)


CHECKS = [
    never_breaks,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
    unsupported_method,
    ignored_auth,
]


SCHEMA = schemathesis.openapi.from_path(DOCUMENT).exclude(path=LEFT_OUT)
OPERATIONS = [operation.ok() for operation in SCHEMA.get_all_operations()]


def test_the_scheduler_tells_the_document_that_is_kept(scheduler: Scheduler) -> None:
    kept, told = json.loads(DOCUMENT.read_text()), scheduler.get("/api/openapi.json")
    assert told["paths"] == kept["paths"]
    assert told["components"] == kept["components"]


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
def test_the_api_is_as_its_document_says(operation: Any, scheduler: Scheduler) -> None:
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=EXAMPLES < 100,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    @given(case=operation.as_strategy())
    def ask(case: Any) -> None:
        put_known(case, scheduler.known)
        case.call_and_validate(base_url=scheduler.url, headers=scheduler.headers, checks=CHECKS)

    ask()


def test_nothing_of_it_broke_the_scheduler(scheduler: Scheduler) -> None:
    assert scheduler.process.poll() is None
    assert '"level":50' not in scheduler.log.read_text()
    requests.post(f"{scheduler.url}/api/loops/resume", headers=scheduler.headers, timeout=30)
