import subprocess
import sys
from pathlib import Path

import pytest

from moderator.document import Problems
from moderator.errors import ShowHasProblems
from moderator.motion.library import GESTURES, library
from moderator.motion.manifest import keep_manifest, kept_at, kept_manifest, main

NOD = """\
motion: {}
about: Nods.
keyframes:
  - head: {{pitch: 0}}
  - {{after: 2s, head: {{pitch: 9}}}}
"""


def test_names_are_listed_in_order_without_reading_a_file(write, tmp_path) -> None:
    write("this is: [no motion", "zebra")
    names = library(tmp_path).names()
    assert "zebra" in names
    assert "wave" in names
    assert names == sorted(names) == list(library(tmp_path))


def test_a_show_hides_a_gesture_by_one_of_its_own(write, tmp_path) -> None:
    write(NOD.format("wave"), "wave")
    assert library(tmp_path)["wave"].manifest.about == "Nods."
    assert library(None)["wave"].manifest.about != "Nods."


def test_a_gesture_has_its_variants_by_number(write, tmp_path) -> None:
    write(NOD.format("wave.11"), "wave.11")
    assert library(tmp_path).variants("wave") == ["wave", "wave.2", "wave.3", "wave.11"]
    assert library(tmp_path).variants("wave.11") == ["wave.11"]
    assert library(tmp_path).variants("wafe") == []
    assert "wave.11" in library(tmp_path).names()
    assert library(tmp_path).families().count("wave") == 1


def test_a_shows_own_gesture_hides_the_other_ones_variants_too(write, tmp_path) -> None:
    write(NOD.format("wave"), "wave")
    write(NOD.format("bow.2"), "bow.2")
    own = library(tmp_path)
    assert own.variants("wave") == ["wave"]
    assert own.variants("bow") == ["bow", "bow.2", "bow.3"]
    assert own["bow.2"].manifest.about == "Nods."


def test_a_show_without_motions_has_the_gestures(tmp_path) -> None:
    assert library(tmp_path).names() == library(None).names()


def test_a_motion_has_its_manifest_and_reads_its_trajectory_once(write, tmp_path) -> None:
    write(NOD.format("my_nod"), "my_nod")
    motion = library(tmp_path)["my_nod"]
    assert motion.name == "my_nod"
    assert motion.manifest.duration_s == 2
    assert motion.trajectory() is motion.trajectory()


def test_a_broken_motion_notes_its_problems_at_their_place(write, tmp_path) -> None:
    path = write(NOD.format("other"), "my_nod")
    problems = Problems()
    assert library(tmp_path).manifest("my_nod", problems) is None
    assert [str(problem) for problem in problems] == [
        f"{path}:1:9: error: 'other' in my_nod.yaml — use one name"
    ]
    with pytest.raises(ShowHasProblems, match="use one name"):
        library(tmp_path)["my_nod"]


def test_there_is_no_motion_of_another_name(tmp_path) -> None:
    assert "nothing_such" not in library(tmp_path)
    with pytest.raises(KeyError):
        library(tmp_path)["nothing_such"]


def test_a_kept_manifest_is_read_in_place_of_the_file(write, tmp_path) -> None:
    path = write(NOD.format("my_nod"), "my_nod")
    fresh = library(tmp_path)["my_nod"].manifest
    keep_manifest(path, fresh)
    assert kept_manifest(path) == fresh
    text = kept_at(path).read_text(encoding="utf-8")
    kept_at(path).write_text(text.replace("Nods.", "Kept."), encoding="utf-8")
    assert library(tmp_path)["my_nod"].manifest.about == "Kept."


def test_a_stale_or_spoilt_manifest_is_not_believed(write, tmp_path) -> None:
    path = write(NOD.format("my_nod"), "my_nod")
    keep_manifest(path, library(tmp_path)["my_nod"].manifest)
    write(NOD.format("my_nod").replace("2s", "3s"), "my_nod")
    assert kept_manifest(path) is None
    assert library(tmp_path)["my_nod"].manifest.duration_s == 3
    for spoilt in ("", "{", "[]", '{"format": 1}'):
        kept_at(path).write_text(spoilt, encoding="utf-8")
        assert kept_manifest(path) is None


def test_the_command_keeps_manifests_and_tells_problems(write, tmp_path, capsys) -> None:
    good, bad = write(NOD.format("my_nod"), "my_nod"), write(NOD.format("x"), "bad")
    assert main([str(tmp_path / "motions")]) == 1
    assert kept_at(good).exists()
    assert not kept_at(bad).exists()
    told = capsys.readouterr()
    assert told.out == f"wrote {kept_at(good)}\n"
    assert "bad.yaml:1:9: error" in told.err
    bad.unlink()
    assert main([str(tmp_path / "motions")]) == 0
    assert capsys.readouterr().out == ""


def test_reading_kept_manifests_needs_no_heavy_import() -> None:
    code = (
        "import sys\n"
        "from moderator.motion.library import library\n"
        "from moderator.document import Problems\n"
        "assert library(None).manifest('bow', Problems())\n"
        "for heavy in ('numpy', 'moderator.motion.score', 'moderator.motion.compile'):\n"
        "    assert heavy not in sys.modules, heavy\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parent)


def test_gestures_come_in_the_package() -> None:
    assert sorted(path.stem for path in GESTURES.glob("*.yaml")) == library(None).names()
