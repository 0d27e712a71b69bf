"""What becomes of a run's TMPDIR at its end."""

import os
import subprocess
from pathlib import Path

import pytest

from peach_lab.runner.temporary_folder import remove_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "0197a000-0000-7000-8000-00000000000c"
    path.mkdir(mode=0o700)
    return path


def left(folder: Path) -> list[str]:
    return sorted(os.listdir(folder.parent))


def test_an_empty_one_is_left_to_a_later_run(folder: Path) -> None:
    inode = folder.stat().st_ino
    remove_folder(str(folder))
    assert left(folder) == [".ready-c"]
    assert (folder.parent / ".ready-c").stat().st_ino == inode


def test_there_is_never_more_than_one_of_a_name(folder: Path) -> None:
    remove_folder(str(folder))
    folder.mkdir(mode=0o700)
    remove_folder(str(folder))
    assert left(folder) == [".ready-c"]


def test_nothing_that_a_run_left_in_it_reaches_another(folder: Path) -> None:
    (folder / "deep").mkdir()
    (folder / "deep" / "secret").write_text("s")
    (folder / "deep").chmod(0)
    remove_folder(str(folder))
    assert left(folder) == []


def test_nothing_behind_a_mount_is_removed(folder: Path) -> None:
    other = folder.parent / "other"
    (other / "deep").mkdir(parents=True)
    (other / "deep").chmod(0o755)
    (folder / "it's here").mkdir()
    if subprocess.run(["mount", "--bind", other, folder / "it's here"], check=False).returncode != 0:
        pytest.skip("nothing may be mounted here")
    remove_folder(str(folder))
    assert left(folder) == ["other"]
    assert (other / "deep").stat().st_mode & 0o777 == 0o755


def test_one_that_its_run_opened_to_others_goes(folder: Path) -> None:
    folder.chmod(0o755)
    remove_folder(str(folder))
    assert left(folder) == []


def test_one_that_its_run_labelled_goes(folder: Path) -> None:
    try:
        os.setxattr(folder, "user.label", b"x")
    except OSError:
        pytest.skip("no extended attributes here")
    remove_folder(str(folder))
    assert left(folder) == []


def test_one_that_its_run_filled_and_emptied_goes(folder: Path) -> None:
    names = [folder / f"{number:0200}" for number in range(100)]
    for name in names:
        name.touch()
    for name in names:
        name.unlink()
    if folder.stat().st_size <= 4096:
        pytest.skip("folders do not grow here")
    remove_folder(str(folder))
    assert left(folder) == []


def test_one_whose_name_is_taken_goes(folder: Path) -> None:
    (folder.parent / ".ready-c").mkdir()
    (folder.parent / ".ready-c" / "strange").touch()
    remove_folder(str(folder))
    assert left(folder) == [".ready-c"]


def test_a_link_that_its_run_put_in_its_place_goes_and_nothing_behind_it(folder: Path) -> None:
    folder.rmdir()
    other = folder.parent / "other"
    (other / "deep").mkdir(parents=True, mode=0o755)
    (other / "deep").chmod(0o755)
    folder.symlink_to(other)
    remove_folder(str(folder))
    assert left(folder) == ["other"]
    assert (other / "deep").stat().st_mode & 0o777 == 0o755


def test_one_that_is_gone_is_no_fault(folder: Path) -> None:
    folder.rmdir()
    remove_folder(str(folder))
    assert left(folder) == []
