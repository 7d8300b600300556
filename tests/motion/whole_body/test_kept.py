import json
import os
import signal
import subprocess
import sys
import time
import zipfile

import pytest
from tests.motion.whole_body.conftest import work_out

from moderator.document import Problems
from moderator.errors import CannotStart, CannotWrite
from moderator.motion.library import Library
from moderator.motion.whole_body import kept as kept_module
from moderator.motion.whole_body.kept import kept_score


def beside(path):
    return sorted(p.name for p in path.parent.iterdir() if p.is_file())


def test_what_was_worked_out_is_kept_beside_the_score_and_found_again(once, small):
    path, times = once
    assert kept_score(path) is None
    work_out(path)
    assert beside(path) == ["steps.compiled.npz", "steps.manifest.json", "steps.yaml"]
    kept = kept_score(path)
    assert kept.manifest == small.manifest
    assert kept.trajectory() == small.trajectory
    assert len(times) == 1


def test_a_library_works_a_score_out_once_for_all(once, small, capsys):
    path, times = once
    for _ in range(2):
        motions = Library(path.parent)
        assert motions.names() == ["steps"]
        assert motions["steps"].manifest == small.manifest
        assert motions["steps"].trajectory() == small.trajectory
    assert len(times) == 1
    assert capsys.readouterr().err == "working out steps …\n"


def changed_score(path):
    path.write_text(path.read_text().replace("height: 94", "height: 93"))


def torn_manifest(path):
    manifest = path.with_name("steps.manifest.json")
    manifest.write_bytes(manifest.read_bytes()[:-300])


def lost_arrays(path):
    path.with_name("steps.compiled.npz").unlink()


def truncated_arrays(path):
    arrays = path.with_name("steps.compiled.npz")
    arrays.write_bytes(arrays.read_bytes()[:-500])


def flipped_arrays(path):
    arrays = path.with_name("steps.compiled.npz")
    content = bytearray(arrays.read_bytes())
    content[len(content) // 2] ^= 0xFF
    arrays.write_bytes(bytes(content))


def others_arrays(path):
    arrays = path.with_name("steps.compiled.npz")
    with zipfile.ZipFile(arrays, "w") as archive:
        archive.writestr("made_of", "of another score")


def strange_manifest(path):
    path.with_name("steps.manifest.json").write_text('["not", "ours"]')


SPOILED = [
    changed_score,
    torn_manifest,
    lost_arrays,
    truncated_arrays,
    flipped_arrays,
    others_arrays,
    strange_manifest,
]


@pytest.mark.parametrize("spoil", SPOILED, ids=lambda spoil: spoil.__name__)
def test_what_does_not_agree_or_is_not_whole_is_worked_out_again(once, small, spoil):
    path, times = once
    work_out(path)
    spoil(path)
    assert kept_score(path) is None
    assert Library(path.parent)["steps"].trajectory() == small.trajectory
    assert len(times) == 2
    assert kept_score(path) is not None


@pytest.mark.parametrize("part", ["FORMAT", "_body_digest"])
def test_another_body_or_another_way_of_working_out_makes_it_stale(once, monkeypatch, part):
    path, _ = once
    work_out(path)
    monkeypatch.setattr(kept_module, part, 99 if part == "FORMAT" else lambda: "another")
    assert kept_score(path) is None


def test_problems_are_told_again_from_what_is_kept(once, small, monkeypatch):
    path, _ = once

    def with_problems(path, document, problems, told):
        problems.warning(document.place("phrases", 1), "slow-freeze", "slow", "hurry")
        problems.error(document.place("phrases", 2), "margin-support", "narrow")
        return small

    monkeypatch.setattr("moderator.motion.whole_body.compile.compiled_score", with_problems)
    _, first = work_out(path)
    again = Problems()
    assert kept_score(path).tell("steps.yaml", again) is None
    assert list(again) == list(first)
    assert len(list(again)) == 2


def test_a_folder_that_cannot_be_written_leaves_it_in_the_users_cache(once, small, tmp_path):
    path, times = once
    path.with_name("steps.compiled.npz").mkdir()  # nothing can be put in its place, even by root
    work_out(path)
    [arrays] = (tmp_path / "cache/moderator/motions").glob("steps-*.compiled.npz")
    assert kept_score(path).arrays == arrays
    assert Library(path.parent)["steps"].trajectory() == small.trajectory
    assert len(times) == 1


def test_where_nothing_can_be_written_it_says_what_to_do(once, tmp_path):
    path, _ = once
    path.with_name("steps.compiled.npz").mkdir()
    (tmp_path / "cache").write_text("in the way")
    with pytest.raises(CannotWrite, match=r"steps\.yaml cannot be kept.*XDG_CACHE_HOME"):
        work_out(path)


def test_without_the_extra_it_says_what_to_install(once, monkeypatch):
    path, times = once
    monkeypatch.setattr(kept_module, "_NEEDED", ("numpy", "no_such_package"))
    with pytest.raises(CannotStart, match=r"no_such_package is not.*moderator\[physics\]"):
        Library(path.parent).manifest("steps", Problems())
    assert times == []


def test_what_is_kept_is_played_without_the_extra(once, small, monkeypatch):
    path, _ = once
    work_out(path)
    monkeypatch.setattr(kept_module, "_NEEDED", ("no_such_package",))
    assert Library(path.parent)["steps"].trajectory() == small.trajectory


def test_the_same_score_is_kept_in_the_same_bytes(once):
    path, _ = once
    arrays = path.with_name("steps.compiled.npz")
    work_out(path)
    first = arrays.read_bytes()
    work_out(path)
    assert arrays.read_bytes() == first


def test_it_is_small(once, small):
    path, _ = once
    work_out(path)
    size = path.with_name("steps.compiled.npz").stat().st_size
    assert size / small.manifest.duration_s < 1500


def test_what_is_kept_is_checked_without_numpy_or_mujoco(once):
    path, _ = once
    work_out(path)
    program = (
        "import sys; from pathlib import Path; from moderator.motion.library import Library;"
        "from moderator.document import Problems;"
        "m = Library(Path(sys.argv[1])).manifest('steps', Problems());"
        "print(m.duration_s > 10, *sorted({'numpy', 'mujoco', 'mink'} & set(sys.modules)))"
    )
    told = subprocess.run(
        [sys.executable, "-c", program, str(path.parent)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == "True\n"


@pytest.mark.slow
def test_one_killed_half_way_leaves_nothing_wrong(score, small):
    path = score()
    command = [sys.executable, "-m", "moderator.motion.manifest", str(path.parent)]
    for after_s in (0.6, 1.2, 1.8):
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(after_s)
        os.kill(running.pid, signal.SIGKILL)
        running.wait()
        kept = kept_score(path)
        assert kept is None or kept.trajectory().joints == small.trajectory.joints
    subprocess.run(command, check=True, capture_output=True)
    assert kept_score(path).manifest == small.manifest


def test_one_killed_between_the_two_files_is_worked_out_again(once, monkeypatch):
    path, _ = once
    work_out(path)
    changed_score(path)
    write = kept_module._write

    def killed(to, content):
        if to.name.endswith(".json"):
            raise KeyboardInterrupt
        write(to, content)

    monkeypatch.setattr(kept_module, "_write", killed)
    with pytest.raises(KeyboardInterrupt):
        work_out(path)
    assert kept_score(path) is None


def test_one_who_reads_while_it_is_written_reads_what_was_whole(once):
    path, _ = once
    work_out(path)
    arrays = path.with_name("steps.compiled.npz")
    before = arrays.read_bytes()
    with arrays.open("rb") as reading:
        changed_score(path)
        work_out(path)
        assert reading.read() == before
    assert arrays.read_bytes() != before


def test_progress_on_a_terminal_is_one_line(once, monkeypatch, capsys):
    path, _ = once
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    work_out(path)
    assert capsys.readouterr().err == "\rworking out steps …  0%\rworking out steps … 100%\n"


def test_bringing_a_folder_up_to_date_works_scores_out_and_tells_their_margins(once, capsys):
    from moderator.motion.manifest import main

    path, times = once
    for _ in range(2):  # whatever is kept: it is what one runs after a change
        assert main([str(path.parent)]) == 0
    assert len(times) == 2
    told = capsys.readouterr().out
    assert "One leg" in told
    assert "wrote" in told
    assert json.loads(path.with_name("steps.manifest.json").read_text())["problems"] == []
