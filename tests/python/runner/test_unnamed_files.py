"""Files that are made before it is known where they will stand."""

import os
from pathlib import Path

import pytest

from peach_lab.runner.claim import Claimant
from peach_lab.runner.end_record import Ending, Usage, write_end
from peach_lab.runner.unnamed_files import RunFiles, UnnamedFile

from .started_run import wait_until
from .warm_parent_process import StartParent


@pytest.fixture
def file(tmp_path: Path) -> UnnamedFile:
    """Made in a folder whose file system can do it."""
    try:
        return UnnamedFile(str(tmp_path))
    except OSError as error:
        pytest.skip(f"this file system has no unnamed files: {error}")


def test_one_that_is_placed_is_a_file_like_any_other(tmp_path: Path, file: UnnamedFile) -> None:
    os.write(file.descriptor, b"text")
    assert list(tmp_path.iterdir()) == []
    file.place(str(tmp_path / "here"))
    assert (tmp_path / "here").read_text() == "text"
    assert (tmp_path / "here").stat().st_mode & 0o777 == 0o600


def test_one_never_takes_the_place_of_another(tmp_path: Path, file: UnnamedFile) -> None:
    (tmp_path / "here").write_text("first")
    with pytest.raises(FileExistsError):
        file.place(str(tmp_path / "here"))
    assert (tmp_path / "here").read_text() == "first"


def test_none_is_made_where_there_can_be_none() -> None:
    assert vars(RunFiles(None)) == vars(RunFiles("/proc")) == {"claim": None, "log": None, "index": None, "end": None}


def test_a_claim_is_exclusive_with_and_without(tmp_path: Path) -> None:
    files = [RunFiles(str(tmp_path)).claim, None, RunFiles(str(tmp_path)).claim, None]
    assert [Claimant(None).take(str(tmp_path), each) for each in files] == [True, False, False, False]
    assert [path.name for path in tmp_path.iterdir()] == ["claim"]


def test_an_end_that_was_written_before_is_replaced(tmp_path: Path, file: UnnamedFile) -> None:
    write_end(str(tmp_path), Ending("FAILURE", "first"), Usage(1.0))
    write_end(str(tmp_path), Ending("SUCCESS", None), Usage(1.0), 0, unnamed=file)
    assert '"SUCCESS"' in (tmp_path / "end.json").read_text()
    assert [path.name for path in tmp_path.iterdir()] == ["end.json"]


def test_a_spare_has_them_once_the_folder_of_runs_is_known(start_parent: StartParent, file: UnnamedFile) -> None:
    os.close(file.descriptor)
    parent = start_parent([])
    first = parent.run("def task(): return 1")
    assert first.end()["result"] == 1
    spare = parent.warmed()
    place = f"{first.folder.parent}/#"
    wait_until(lambda: sum(target.startswith(place) for target in _targets(spare)) == 4, "all four are made")
    second = parent.run("def task(): print('printed')")
    assert (second.end()["status"], second.log, second.claim()["pid"]) == ("SUCCESS", "printed\n", spare)
    assert sorted(path.name for path in second.folder.iterdir()) == [
        "claim",
        "end.json",
        "log",
        "log.index",
        "specification.json",
    ]


def _targets(pid: int) -> list[str]:
    return [os.readlink(path) for path in Path(f"/proc/{pid}/fd").iterdir()]
