"""A motion as Kuavo's own players take it, read back as they read it."""

import csv
import json
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from math import degrees, hypot, radians
from pathlib import Path

import numpy as np
import pytest

from moderator.adapters.kuavo import wire
from moderator.adapters.kuavo.joints import ARMS, MODELS
from moderator.adapters.kuavo.robot import Kuavo
from moderator.body.joints import PARTS
from moderator.body.kuavo import KUAVO
from moderator.cli.motion_found import found
from moderator.errors import CannotStart, ModeratorError
from moderator.motion.motion import Motion
from moderator.motion.trajectory import Trajectory
from moderator.motion.whole_body.ground import grounded
from moderator.motion.whole_body.mannequin import Mannequin

pytestmark = pytest.mark.slow

SHOW = str(Path(__file__).parents[3] / "scripts" / "open-cooperation-forum")
LEAD_S = 2.0
ENDINGS = (".json", ".csv")


@dataclass(frozen=True)
class Read:
    """A file as its player reads it; metres, radians, seconds of the file.

    Attributes:
        rows: when each row ends, which foot is in the air (0 left, 1 right, None), and where the
            torso is then.
        put: when a foot is down, which one, and where: x, y, yaw.
        arms: when, and the angles in the robot's order.
    """

    rows: list[tuple[float, int | None, list[float]]]
    put: list[tuple[float, int, list[float]]]
    arms: list[tuple[float, list[float]]]


def read_json(content):
    told = json.loads(content)
    assert set(told) == {"step_control", "arm_motion"}
    rows, put, arms, time_s = [], [], [], 0.0
    for step in told["step_control"]:
        assert set(step) >= {"time", "mode", "torso_pose", "foot_positions", "swing_height"}
        assert 0 < step["time"] <= 1.0
        time_s += step["time"]
        side = {"SS": None, "FS": 0, "SF": 1}[step["mode"]]
        x, y, z, *turned = step["torso_pose"]
        rows.append((time_s, side, [x, y, z, *map(radians, turned)]))
        x, y, z, yaw = step["foot_positions"]
        assert z == 0
        if side is not None:
            assert step["swing_height"] == 0.06
            put.append((time_s, side, [x, y, radians(yaw)]))
    time_s = 0.0
    for motion in told["arm_motion"]:
        time_s += motion["time"]
        arms.append((time_s, [radians(angle) for angle in motion["angles"]]))
    return Read(rows, put, arms)


def read_csv(content):
    lines = [list(map(float, line)) for line in csv.reader(content.decode().splitlines())]
    assert {len(line) for line in lines} == {26}
    rows, put, arms = [], [], []
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        side = {0: None, 2: 0, 1: 1}[int(line[1])]
        x, y, z, yaw = line[2:6]
        rows.append((line[0], side, [x, y, z, 0.0, 0.0, yaw]))
        if side is not None and (after is None or after[1] != line[1]):
            put.append((line[0], side, line[6 + 3 * side : 9 + 3 * side]))
        arms.append((line[0], line[12:]))
    return Read(rows, put, arms)


READ = {".json": read_json, ".csv": read_csv}


@pytest.fixture(scope="module")
def tai_chi():
    known = found("tai_chi_24", SHOW)
    return Motion(known.manifest, lambda: known.trajectory)


@pytest.fixture(scope="module")
def on_floor(tai_chi):
    return grounded(Mannequin(KUAVO), tai_chi.trajectory())


@pytest.fixture(scope="module")
def made(tai_chi):
    return {
        ending: Kuavo.exported(tai_chi, {"model": "52"}, ending, clamp=True) for ending in ENDINGS
    }


@pytest.fixture(scope="module", params=ENDINGS)
def file(request, made):
    return READ[request.param](made[request.param].content)


def cut(motion, from_s, to_s):
    """A stretch of a motion."""
    way = motion.trajectory()
    times = [from_s + i * 0.01 for i in range(round((to_s - from_s) / 0.01) + 1)]
    part = Trajectory(
        way.joints,
        tuple(time - from_s for time in times),
        tuple(way.at(time) for time in times),
        tuple(way.velocity_at(time) for time in times),
    )
    return Motion(motion.manifest, lambda: part)


def quicker(motion, times):
    """A motion's legs alone, so many times as quick."""
    way = motion.trajectory().of(PARTS["legs"])
    fast = Trajectory(
        way.joints,
        tuple(time / times for time in way.times_s),
        way.positions_rad,
        tuple(tuple(speed * times for speed in row) for row in way.velocities_rad_s),
    )
    return Motion(replace(motion.manifest, duration_s=fast.duration_s, phrases=()), lambda: fast)


def loss(export, what):
    return next(loss for loss in export.losses if loss.what.startswith(what))


def test_times_rise_and_steps_and_arms_end_together(file, tai_chi):
    rows, arms = [row[0] for row in file.rows], [pose[0] for pose in file.arms]
    for times in (rows, arms):
        assert all(before < after for before, after in pairwise(times))
    length_s = LEAD_S + tai_chi.manifest.duration_s
    assert rows[-1] == pytest.approx(length_s, abs=0.002)
    assert arms[-1] == pytest.approx(length_s, abs=0.002)


def test_a_step_is_between_two_stances_on_both_feet(file):
    phases = [side for side, _ in groupby(row[1] for row in file.rows)]
    assert phases[0] is None
    assert phases[-1] is None
    assert all((before is None) != (after is None) for before, after in pairwise(phases))
    assert len([side for side in phases if side is not None]) == len(file.put) == 64


def test_a_step_takes_no_longer_than_a_row_may(file):
    begin_s = 0.0
    for side, rows in groupby(file.rows, key=lambda row: row[1]):
        end_s = list(rows)[-1][0]
        assert side is None or end_s - begin_s <= 1.0 + 1e-9
        begin_s = end_s


def test_the_arms_are_those_of_the_adapters_own_conversion(made, tai_chi):
    way = tai_chi.trajectory()
    angles = json.loads(made[".json"].content)["arm_motion"]
    lower, upper = (
        [degrees(getattr(joint, end)) for joint in MODELS["52"].steered if joint.name in ARMS]
        for end in ("lower_rad", "upper_rad")
    )
    time_s = -LEAD_S
    for told in angles:
        time_s += told["time"]
        pose = dict(zip(way.joints, way.at(time_s), strict=True))
        sent = np.clip(wire.arms(pose)["position"], lower, upper)
        assert told["angles"] == pytest.approx(sent, abs=0.01)


def test_between_rows_the_arms_are_off_by_no_more_than_is_told(file, made, tai_chi):
    way = tai_chi.trajectory().of(ARMS)
    times, poses = zip(*file.arms, strict=True)
    at = np.linspace(0, way.duration_s, 20_000)
    ends = [
        [getattr(joint, end) for joint in MODELS["52"].steered if joint.name in ARMS]
        for end in ("lower_rad", "upper_rad")
    ]
    asked = np.clip([way.at(time_s) for time_s in at], *ends)
    played = np.stack(
        [np.interp(at + LEAD_S, times, joint) for joint in zip(*poses, strict=True)], axis=1
    )
    off = np.degrees(np.abs(played - asked)).max(axis=0)
    told = {
        lost.what.split(":")[0]: abs(lost.worst.worst)
        for lost in made[".json"].losses
        if "straight from one row" in lost.what
    }
    for joint, figure in zip(ARMS, off, strict=True):
        assert figure < told.get(joint, 1.0) + 0.05
    assert off.max() < 2


def test_feet_come_down_where_the_motion_puts_them(file, on_floor):
    """By the ankle's link, from where it stands first, which the robot counts as 0, ±0.1."""
    mannequin = Mannequin(KUAVO)
    ankles = np.empty((len(on_floor.times_s), 2, 2))
    for i, pose in enumerate(on_floor.poses):
        mannequin.data.qpos[:] = pose
        mannequin.read()
        for side, name in enumerate(("left_ankle_roll", "right_ankle_roll")):
            ankles[i, side] = mannequin.data.body(name).xpos[:2]
    ankles += np.array([[0, 0.1], [0, -0.1]]) - ankles[0]
    stood = [[], []]
    for side in (0, 1):
        down = np.flatnonzero(np.diff(on_floor.standing[:, side].astype(int)) == 1) + 1
        stood[side] = [(*ankles[i, side], on_floor.soles[i, side, 3]) for i in down]
    for _, side, (x, y, yaw) in file.put:
        there = stood[side].pop(0)
        assert hypot(x - there[0], y - there[1]) < 0.002
        assert (yaw - there[2] + np.pi) % (2 * np.pi) - np.pi == pytest.approx(0, abs=0.002)
    assert stood == [[], []]


def test_on_both_feet_each_stands_where_it_was_put_last(made):
    feet = {0: [0.0, 0.1, 0.0], 1: [0.0, -0.1, 0.0]}
    for line in csv.reader(made[".csv"].content.decode().splitlines()):
        told = {0: [*map(float, line[6:9])], 1: [*map(float, line[9:12])]}
        moving = {0: None, 2: 0, 1: 1}[int(line[1])]
        for side in (0, 1):
            if side != moving:
                assert told[side] == feet[side]
        feet = told


def test_the_torso_is_where_the_motion_has_it(file, on_floor):
    first = on_floor.poses[0, :3]
    for time_s, _, (x, y, z, *_) in file.rows:
        i = np.searchsorted(on_floor.times_s, time_s - LEAD_S - 1e-6)
        there = on_floor.poses[min(i, len(on_floor.poses) - 1), :3]
        assert hypot(x - there[0], y - there[1]) < 0.005
        assert min(abs(z - there[2]), abs(z - (there[2] - first[2]))) < 0.002


def test_what_is_lost_at_worst_is_what_the_motion_has(made, tai_chi, on_floor):
    height = loss(made[".csv"], "torso height").worst
    depths = on_floor.poses[:, 2] - on_floor.poses[0, 2]
    assert height.worst == pytest.approx(depths.min(), abs=1e-4)
    assert height.at_s == pytest.approx(on_floor.times_s[depths.argmin()], abs=0.02)
    for side, name in enumerate(("left", "right")):
        lifted = loss(made[".json"], f"{name} foot: lifted").worst
        assert lifted.worst == pytest.approx(on_floor.soles[:, side, 2].max(), abs=1e-4)
    peaks = tai_chi.trajectory().peaks()
    for joint in ("waist_yaw", "head_yaw", "head_pitch"):
        furthest = max(-peaks[joint].lower_rad, peaks[joint].upper_rad)
        lost = loss(made[".json"], f"{joint}: not in the file").worst
        assert abs(lost.worst) == pytest.approx(degrees(furthest), abs=0.1)
    held = loss(made[".json"], "left_shoulder_yaw: held").worst
    assert held.worst == pytest.approx(degrees(peaks["left_shoulder_yaw"].lower_rad), abs=0.05)
    assert held.at_s == pytest.approx(peaks["left_shoulder_yaw"].lower_at_s, abs=0.05)


def test_the_json_keeps_the_torsos_height_and_the_csv_does_not(made):
    assert not any(lost.what.startswith("torso height") for lost in made[".json"].losses)
    assert any(lost.what.startswith("torso height") for lost in made[".csv"].losses)


def test_kicks_are_told_and_steps_are_not(made):
    kicks = [
        stretch
        for side in ("left", "right")
        for stretch in loss(made[".json"], f"{side} foot: lifted").stretches
    ]
    assert len(kicks) == 4
    assert all(stretch.worst > 0.2 for stretch in kicks)


def test_the_csvs_player_puts_the_torso_behind_the_middle_of_the_feet(made, on_floor):
    """Worked out anew: half way between the feet, and 3 cm back from the line through them."""
    furthest = 0.0
    for line in csv.reader(made[".csv"].content.decode().splitlines()):
        _, _, x, y, _, yaw, *feet = map(float, line[:12])
        left, right = complex(*feet[:2]), complex(*feet[3:5])
        back = 1j * (left - right) / abs(left - right)
        if (back * np.exp(-1j * yaw)).real > 0:
            back = -back
        furthest = max(furthest, abs((left + right) / 2 + 0.03 * back - complex(x, y)))
    assert loss(made[".csv"], "torso place").worst.worst == pytest.approx(furthest, abs=0.003)


def test_a_gesture_is_a_file_without_a_step():
    known = found("wave", None)
    motion = Motion(known.manifest, lambda: known.trajectory)
    read = read_csv(Kuavo.exported(motion, {}, ".csv", clamp=False).content)
    assert {row[1] for row in read.rows} == {None}
    assert read.put == []


def test_what_a_model_cannot_do_is_refused_and_clamped_where_asked(tai_chi, made):
    with pytest.raises(ModeratorError, match=r"left_shoulder_yaw angle -89.4° at 252.82 s") as no:
        Kuavo.exported(tai_chi, {"model": "52"}, ".json", clamp=False)
    assert "--clamp" in no.value.hint
    for pose in read_json(made[".json"].content).arms:
        yaws = [degrees(angle) for angle, joint in zip(pose[1], ARMS, strict=True)
                if joint.endswith("shoulder_yaw")]  # fmt: skip
        assert all(abs(yaw) <= 85.0001 for yaw in yaws)
    sound = Kuavo.exported(tai_chi, {"model": "45"}, ".json", clamp=False)
    assert not any("held at its limit" in lost.what for lost in sound.losses)


def test_limits_of_the_config_hold(tai_chi):
    limits = {"left_elbow": {"lower_deg": -60, "upper_deg": 0, "source": "measured"}}
    with pytest.raises(ModeratorError, match=r"left_elbow angle .* limit -60.0°"):
        Kuavo.exported(tai_chi, {"limits": limits}, ".json", clamp=False)


def test_too_fast_is_refused_also_with_clamp(tai_chi):
    limit = {"lower_deg": -150, "upper_deg": 0, "velocity_deg_s": 5, "source": "measured"}
    with pytest.raises(ModeratorError, match="left_elbow speed") as no:
        Kuavo.exported(tai_chi, {"limits": {"left_elbow": limit}}, ".json", clamp=True)
    assert no.value.hint == "give the motion more time there"


@pytest.mark.parametrize(
    ("from_s", "to_s", "why"),
    [
        (40.75, 60.0, r"begins with the (left|right) foot \d+ cm and \d+° from where it stands"),
        (232.0, 240.0, "begins with the right foot in the air"),
        (0.0, 232.0, "ends with the right foot in the air"),
    ],
)
def test_a_motion_begins_at_ease_and_ends_on_both_feet(tai_chi, from_s, to_s, why):
    with pytest.raises(ModeratorError, match=why):
        Kuavo.exported(cut(tai_chi, from_s, to_s), {}, ".json", clamp=True)


def test_steps_quicker_than_the_makers_are_told(tai_chi):
    made = Kuavo.exported(quicker(tai_chi, 4), {}, ".json", clamp=False)
    told = loss(made, "left foot: steps quicker than in any file of its maker, 0.4 s")
    assert len(told.stretches) == 32
    assert all(stretch.to_s - stretch.from_s < 0.4 for stretch in told.stretches)
    assert told.worst.worst == pytest.approx(0.4 - 1.02 / 4, abs=0.02)


def test_steps_without_time_on_both_feet_are_refused(tai_chi):
    """The controller would put some in, and the arms would be out of step from there."""
    with pytest.raises(ModeratorError, match=r"not on both feet for 0.1 s before the step at"):
        Kuavo.exported(quicker(tai_chi, 30), {}, ".json", clamp=False)


def test_other_files_are_not_read(tai_chi):
    with pytest.raises(CannotStart, match=r"read no \.txt file"):
        Kuavo.exported(tai_chi, {}, ".txt", clamp=False)
