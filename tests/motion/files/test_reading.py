import json
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.motion.files.conftest import KUAVO, frame, nod, npz, servos, tact

from moderator.document import Problems
from moderator.errors import CannotStart
from moderator.motion.files import READ, read_motion
from moderator.motion.files.source import MAX_BYTES, Source
from moderator.motion.files.writing import export

ACTION = tact(frame(0, servos(KUAVO)), frame(100, servos(KUAVO, s1=20, s27=9)))
GOOD = {".npz": npz(**nod()), ".tact": ACTION.encode(), ".csv": b"time_s,head_yaw\n0,0\n1,1\n"}


def tried(suffix, raw):
    """Read some bytes; whatever they are, there is a motion or a problem, and never both."""
    problems = Problems()
    motion = READ[suffix](Source(f"x{suffix}", raw, problems))
    assert (motion is None) == bool(problems.errors)
    assert all("\n" not in str(problem) for problem in problems)
    if motion:
        assert motion.trajectory.peaks()


@pytest.mark.parametrize("suffix", READ)
@settings(deadline=None)
@given(raw=st.binary(max_size=300))
def test_any_bytes_are_a_motion_or_a_problem(suffix, raw):
    tried(suffix, raw)


@pytest.mark.parametrize("suffix", READ)
@settings(deadline=None)
@given(data=st.data())
def test_any_damage_to_a_good_file_is_a_motion_or_a_problem(suffix, data):
    raw = bytearray(GOOD[suffix])
    for at, byte in data.draw(
        st.lists(st.tuples(st.integers(0, len(raw) - 1), st.integers(0, 255)), max_size=4)
    ):
        raw[at] = byte
    cut = data.draw(st.integers(0, len(raw)))
    tried(suffix, bytes(raw[:cut] if data.draw(st.booleans()) else raw))


_VALUE = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)
_PATHS = [
    ("frames",),
    ("first",),
    ("finish",),
    ("robotType",),
    ("musics",),
    ("frames", 1),
    ("frames", 1, "keyframe"),
    ("frames", 1, "servos"),
    ("frames", 1, "servos", 0),
    ("frames", 1, "attribute"),
    ("frames", 1, "attribute", "1"),
    ("frames", 1, "attribute", "1", "CP"),
    ("frames", 1, "attribute", "1", "CP", 0),
    ("frames", 1, "attribute", "1", "CP", 0, 1),
]


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(_PATHS), _VALUE)
def test_any_value_anywhere_in_an_action_file_is_a_motion_or_a_problem(path, changed):
    data = json.loads(ACTION)
    inside = data
    for key in path[:-1]:
        inside = inside[key]
    inside[path[-1]] = changed
    tried(".tact", json.dumps(data).encode())


@settings(deadline=None)
@given(st.lists(st.lists(st.text(alphabet="0123456789.-e,;\"' \tnaif", max_size=6))))
def test_any_cells_of_a_table_are_a_motion_or_a_problem(rows):
    text = "time_s,head_yaw\n" + "\n".join(",".join(row) for row in rows)
    tried(".csv", text.encode())


def test_a_file_that_is_not_there_a_folder_and_an_unknown_ending_are_wrong_use(tmp_path):
    (tmp_path / "folder.npz").mkdir()
    with pytest.raises(CannotStart, match="it is a folder"):
        read_motion(tmp_path / "folder.npz", "folder.npz", Problems())
    with pytest.raises(CannotStart, match=r"cannot read none\.csv: no such file"):
        read_motion(tmp_path / "none.csv", "none.csv", Problems())
    with pytest.raises(CannotStart, match=r"motions are read from \.npz, \.csv, \.tact"):
        read_motion(tmp_path / "wave.bvh", "wave.bvh", Problems())


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_wrong_use(tmp_path):
    (tmp_path / "x.csv").touch(mode=0)
    with pytest.raises(CannotStart, match="permission denied"):
        read_motion(tmp_path / "x.csv", "x.csv", Problems())


def test_a_file_far_too_large_is_not_read(read, tmp_path):
    with (tmp_path / "huge.tact").open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    problems = Problems()
    assert read_motion(tmp_path / "huge.tact", "huge.tact", problems) is None
    assert "larger than 64 MB" in str(next(iter(problems)))


def test_without_legs_a_motion_may_be_left_every_half_second(read):
    motion = read("nod.npz", npz(**nod())).motion
    assert motion.manifest("nod").safe_points_s == (0, 0.5, 1)


def test_with_legs_only_at_its_start_and_its_end(read):
    joints = ["left_knee", "head_yaw"]
    positions = [[0, 0], [0.2, 0], [0, 0]]
    motion = read("bend.npz", npz(**nod(joints=joints, positions_rad=positions))).motion
    assert motion.manifest("bend").claims == ("legs",)
    assert motion.manifest("bend").safe_points_s == (0, 1)


@pytest.mark.parametrize("suffix", [".npz", ".csv"])
def test_an_exported_motion_has_its_rate_and_its_end(read, tmp_path, suffix):
    way = read("nod.npz", npz(**nod(times_s=[0, 0.5, 1.003]))).motion.trajectory
    export(tmp_path / f"out{suffix}", way, 100)
    again = read_motion(tmp_path / f"out{suffix}", "out", Problems()).trajectory
    assert again.times_s[1:3] == pytest.approx((0.01, 0.02))
    assert again.duration_s == pytest.approx(1.003)
    assert again.at(0.253) == pytest.approx(way.at(0.253), abs=1e-4)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
