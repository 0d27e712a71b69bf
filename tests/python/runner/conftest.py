"""Runs of real supervisors for the runner's tests."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from pathlib import Path

import pytest

from .started_run import StartedRun, StartRun
from .warm_parent_process import StartParent, WarmParentProcess


@pytest.fixture
def subreaper() -> Iterator[None]:
    """Whoever gets away from a supervisor becomes a child of this process, also one that nobody else can find."""
    prctl = ctypes.CDLL(None).prctl
    prctl(36, 1, 0, 0, 0)
    yield
    prctl(36, 0, 0, 0, 0)


@pytest.fixture
def start_run(tmp_path: Path) -> Iterator[StartRun]:
    """Start a supervised run; whatever is left of it is ended with the test."""
    runs: list[StartedRun] = []

    def start(*sources: str, **changes: object) -> StartedRun:
        run = StartedRun(tmp_path / f"{len(runs)}", list(sources), changes)
        runs.append(run)
        return run

    yield start
    for run in runs:
        run.clean_up()


@pytest.fixture
def start_parent(tmp_path: Path) -> Iterator[StartParent]:
    """Start warm parents; they and their runs are ended with the test."""
    parents: list[WarmParentProcess] = []

    def start(preload: list[str] | None = None, **variables: str) -> WarmParentProcess:
        parents.append(WarmParentProcess(tmp_path / f"parent{len(parents)}", preload, variables))
        return parents[-1]

    yield start
    for parent in parents:
        parent.clean_up()
