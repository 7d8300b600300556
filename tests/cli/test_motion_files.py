import csv
import errno
import json
import math
import os
from pathlib import Path

import pytest
from tests.motion.files.conftest import KUAVO, frame, nod, npz, servos, tact

FROM_REST = ((0, 0), (50, 0))
SALUTE = tact(frame(0, servos(KUAVO), FROM_REST), frame(150, servos(KUAVO, s1=-60, s4=-80, s15=50)))
TOO_FAR = tact(frame(0, servos(KUAVO)), frame(400, servos(KUAVO, s2=120)))


@pytest.fixture(autouse=True)
def _wide(monkeypatch):
    monkeypatch.setenv("COLUMNS", "160")


def listed(moderator, show):
    """The list of a show's motions, however its lines are wrapped."""
    return " ".join(moderator("motions", show).out.split())


@pytest.fixture
def action(tmp_path):
    """An action file in the current folder."""
    (tmp_path / "salute.tact").write_text(SALUTE)
    return "salute.tact"


@pytest.fixture
def full(monkeypatch):
    """Fill the disk when a file of that name, or a draft of it, is half written."""
    written = Path.write_text

    def fill(name):
        def half(path, text, **rest):
            if name not in path.name:
                return written(path, text, **rest)
            written(path, text[: len(text) // 2], **rest)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        monkeypatch.setattr(Path, "write_text", half)

    return fill


def test_an_imported_motion_is_one_that_a_cue_can_name(moderator, small, action):
    ran = moderator("motions", "import", action, "--as", "salute", "--show", small)
    assert ran.code == 0, ran.err
    assert "left out: the fingers, servos 15 to 26" in ran.out
    assert sorted(path.name for path in (small / "motions").iterdir()) == [
        "salute.manifest.json",
        "salute.npz",
    ]
    text = (small / "show.yaml").read_text()
    (small / "show.yaml").write_text(text.replace("move: wave", "move: salute"))
    assert moderator("check", small).code == 0
    assert "Imported from salute.tact." in listed(moderator, small)


def test_its_length_and_limits_are_known_without_its_arrays(moderator, small, action):
    moderator("motions", "import", action, "--as", "salute", "--show", small)
    text = (small / "show.yaml").read_text()
    (small / "show.yaml").write_text(text.replace("move: wave", "move: salute"))
    manifest = json.loads((small / "motions/salute.manifest.json").read_text())["manifest"]
    assert manifest["duration_s"] == 1.5
    assert manifest["claims"] == ["arms"]
    cues = [cue for act in moderator("plan", small, "--json").json["acts"] for cue in act["cues"]]
    assert cues[1]["planned_s"] >= 1.5


def test_what_the_audience_sees_is_said_on_import(moderator, small, action):
    words = ("--about", "Salutes the hall.", "--show", small)
    moderator("motions", "import", action, "--as", "salute", *words)
    assert "Salutes the hall." in listed(moderator, small)


def test_a_motion_is_replaced_only_by_force(moderator, small, action):
    importing = ("motions", "import", action, "--as", "salute", "--show", small)
    assert moderator(*importing).code == 0
    refused = moderator(*importing)
    assert refused.code == 2
    assert "is there already — choose another name, or add --force" in refused.err
    assert moderator(*importing, "--force").code == 0


def test_a_written_motion_is_never_replaced(moderator, small, action):
    (small / "motions").mkdir()
    (small / "motions/salute.yaml").write_text("motion: salute")
    importing = ("motions", "import", action, "--as", "salute", "--show", small, "--force")
    assert "is a motion of that name" in moderator(*importing).err


def test_the_show_is_that_of_the_current_folder(moderator, small, action, monkeypatch):
    missing = moderator("motions", "import", action, "--as", "salute")
    assert missing.code == 2
    assert "there is no show in this folder — name one with --show SHOW" in missing.err
    monkeypatch.chdir(small)
    assert moderator("motions", "import", f"../{action}", "--as", "salute").code == 0
    assert (small / "motions/salute.npz").exists()


@pytest.mark.parametrize("name", ["", "../wave", "a b", ".hidden", "wave.", "wave.0", "a/b"])
def test_a_name_is_one_word(moderator, small, action, name):
    ran = moderator("motions", "import", action, "--as", name, "--show", small)
    assert ran.code == 2
    assert "cannot be a motion's name" in ran.err


def test_a_file_with_errors_is_told_and_nothing_is_written(moderator, small, tmp_path):
    (tmp_path / "bad.tact").write_text(SALUTE[:-40])
    ran = moderator("motions", "import", "bad.tact", "--as", "bad", "--show", small)
    assert ran.code == 1
    assert "bad.tact:1:" in ran.err
    assert "bad.tact has 1 error" in ran.err
    assert not (small / "motions").exists()


def test_a_folder_that_cannot_be_written_is_told(moderator, small, action):
    (small / "motions").write_text("in the way")
    ran = moderator("motions", "import", action, "--as", "salute", "--show", small)
    assert ran.code == 2
    assert "cannot write" in ran.err


def test_an_import_whose_manifest_finds_no_room_leaves_nothing(moderator, small, action, full):
    full("salute.manifest.json")
    ran = moderator("motions", "import", action, "--as", "salute", "--show", small)
    assert ran.code == 2
    assert "no space left on device — mend that, and import it again" in ran.err
    assert list((small / "motions").iterdir()) == []


def test_a_forced_import_whose_manifest_finds_no_room_leaves_a_whole_motion(
    moderator, small, action, full
):
    again = ("motions", "import", action, "--as", "salute", "--show", small)
    moderator(*again)
    kept = (small / "motions" / "salute.manifest.json").read_text()
    full("salute.manifest.json")
    assert moderator(*again, "--force").code == 2
    assert (small / "motions" / "salute.manifest.json").read_text() == kept
    assert moderator("motions", "check", "salute", "--show", small).code == 0


def test_a_motion_sampled_from_rest_at_a_limit_is_made(moderator, small):
    """A straight elbow is at its limit, and the first step of samples is never quite still."""
    times = [i / 100 for i in range(201)]
    bends = [-0.5 * (1 - math.cos(math.pi * at)) for at in times]
    rows = "".join(f"{at},{angle}\n" for at, angle in zip(times, bends, strict=True))
    Path("bend.csv").write_text(f"time_s,left_elbow\n{rows}")
    moderator("motions", "import", "bend.csv", "--as", "wave", "--show", small)
    assert moderator("motions", "check", "wave", "--show", small).code == 0
    assert moderator("check", small).code == 0
    ran = moderator("rehearse", small, "--json")
    assert ran.code == 0, ran.err


def test_one_that_begins_too_quickly_to_be_come_to_is_found_at_the_desk(moderator, small):
    Path("jerk.csv").write_text("time_s,left_elbow\n0,0\n1,-0.5\n2,0\n")
    moderator("motions", "import", "jerk.csv", "--as", "wave", "--show", small)
    ran = moderator("motions", "check", "wave", "--show", small)
    assert ran.code == 1
    assert "left_elbow speed at its start 0.50 rad/s at 0.00 s, limit 0.10 rad/s" in ran.out
    ran = moderator("check", small)
    assert ran.code == 1
    assert (
        "error: 'wave': left_elbow begins at 0.50 rad/s and cannot come with that — "
        "let it begin at rest, or away from its limit"
    ) in ran.out


def test_check_tells_every_margin_and_that_the_robot_can(moderator, action):
    ran = moderator("motions", "check", action)
    assert ran.code == 0
    assert "left_shoulder_pitch angle" in ran.out
    assert "salute.tact: within the limits of simulator, 1.50 s" in ran.out


def test_check_tells_the_first_offence_in_time(moderator, tmp_path):
    (tmp_path / "far.tact").write_text(TOO_FAR)
    ran = moderator("motions", "check", "far.tact", "--robot", "simulator")
    assert ran.code == 1
    last = ran.out.splitlines()[-1]
    assert last.startswith("far.tact: simulator cannot do it: from 2.")
    assert "left_shoulder_roll angle 120.0° at 4.00 s, limit 83.7°" in last
    assert "limits of left_shoulder_roll from angles: Kuavo's public arm" in ran.out


def test_check_as_json(moderator, tmp_path):
    (tmp_path / "far.tact").write_text(TOO_FAR)
    ran = moderator("motions", "check", "far.tact", "--json")
    assert ran.code == 1
    assert ran.json["ok"] is False
    assert ran.json["first_offence"]["of"] == "left_shoulder_roll"
    assert ran.json["first_offence"]["broken_s"] < ran.json["first_offence"]["at_s"] == 4
    assert [m["what"] for m in ran.json["margins"]].count("angle") == 14


def test_check_takes_a_motions_name_too(moderator, small):
    assert moderator("motions", "check", "wave").code == 0
    ran = moderator("motions", "check", "wavy", "--show", small)
    assert (ran.code, "did you mean 'wave'?" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("named", "show", "hint"),
    [
        ("small/motions/steps.yaml", (), "name it as a cue does: steps --show SHOW"),
        ("zzz", ("--show", "small"), "see: moderator motions small"),
        ("zzz", (), "name its show with --show SHOW"),
    ],
)
def test_a_motion_that_is_not_there_is_told_with_how_to_name_one(
    moderator, small, named, show, hint
):
    ran = moderator("motions", "check", named, *show)
    assert (ran.code, ran.err) == (2, f"moderator: there is no motion {named!r} — {hint}\n")


def test_check_of_a_broken_file_as_json_lists_its_problems(moderator, tmp_path):
    (tmp_path / "bad.csv").write_text("time_s,head_yow\n0,0\n1,1\n")
    ran = moderator("motions", "check", "bad.csv", "--json")
    assert ran.code == 1
    [problem] = ran.json["problems"]
    assert (problem["line"], problem["column"], problem["code"]) == (1, 8, "unknown-joint")


def test_export_writes_samples_that_can_be_imported_again(moderator, small, tmp_path):
    ran = moderator("motions", "export", "wave", "wave.csv", "--rate", "50")
    assert ran.code == 0
    rows = list(csv.reader((tmp_path / "wave.csv").read_text().splitlines()))
    assert rows[0][0] == "time_s"
    assert float(rows[2][0]) == 0.02
    assert moderator("motions", "import", "wave.csv", "--as", "mine", "--show", small).code == 0
    assert moderator("motions", "check", "mine", "--show", small).code == 0


def test_export_to_an_unknown_ending_or_at_no_rate_is_wrong_use(moderator):
    assert "written as .npz and .csv" in moderator("motions", "export", "wave", "w.bvh").err
    assert moderator("motions", "export", "wave", "w.csv", "--rate", "0").code == 2
    assert moderator("motions", "export", "wave", "w.csv", "--rate", "nan").code == 2


def test_a_gesture_hidden_by_an_import_is_said(moderator, small, action):
    ran = moderator("motions", "import", action, "--as", "wave", "--show", small)
    assert "the show's own wave now hides the gesture of that name" in ran.out


def test_a_shows_folder_called_as_a_verb_is_named_with_its_path(moderator, small):
    small.rename(small.with_name("import"))
    assert moderator("motions", "./import").code == 0


def test_arrays_beside_a_written_motion_of_that_name_are_told(moderator, small):
    (small / "motions").mkdir()
    nod_yaml = "motion: nod\nabout: Nods.\nkeyframes:\n- {head: {pitch: 0}}\n"
    (small / "motions/nod.yaml").write_text(nod_yaml + "- {after: 2s, head: {pitch: 9}}\n")
    (small / "motions/nod.npz").write_bytes(npz(**nod()))
    (small / "motions/nod.compiled.npz").write_bytes(b"the arrays of nod.yaml")
    ran = moderator("motions", small)
    assert "nod.npz is another motion of this name, and is not played" in " ".join(ran.out.split())
    assert "compiled" not in ran.out


def test_a_show_reads_arrays_that_have_no_manifest(moderator, small):
    (small / "motions").mkdir()
    (small / "motions/nod.npz").write_bytes(npz(**nod(about="Nods once.")))
    assert "Nods once." in listed(moderator, small)
    (small / "motions/nod.npz").write_bytes(b"junk")
    ran = moderator("motions", small)
    assert ran.code == 1
    assert "this is not an NPZ archive" in " ".join(ran.out.split())
