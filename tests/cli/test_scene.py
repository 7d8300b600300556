"""The motions in a record, for a reader of its report to play."""

import zlib
from base64 import b64decode
from pathlib import Path

import numpy as np
import pytest

from moderator.body.joints import REST_RAD
from moderator.body.kuavo import KUAVO
from moderator.cli.scene import scene_of
from moderator.journal.journal import Journal
from moderator.journal.reading import read_record
from moderator.motion.library import library
from moderator.show.load import motions_of

FORUM = Path(__file__).parents[2] / "scripts/open-cooperation-forum"
JOINTS = [joint.name for joint in KUAVO.joints]


@pytest.fixture
def record(tmp_path):
    with Journal.create(tmp_path, lambda: 0) as journal:
        for name in ("wave", "nod", "wave", "unheard_of"):
            journal.write("gesture", "1", motion=name)
    return read_record(tmp_path)


@pytest.mark.parametrize("name", ["wave", "nod"])
def test_the_angles_are_the_motions_own_twenty_times_a_second(record, name):
    played = scene_of(record, library(None), KUAVO).motions[name]
    steps = np.frombuffer(zlib.decompress(b64decode(played["mrad"])), "<i2")
    angles = steps.reshape(len(JOINTS), played["poses"]).cumsum(axis=1) / 1000
    trajectory = library(None)[name].trajectory()
    times_s = np.linspace(0, trajectory.duration_s, played["poses"])
    assert 20 <= 1 / times_s[1] < 21
    for time_s, pose in zip(times_s, angles.T, strict=True):
        meant = dict(REST_RAD) | dict(zip(trajectory.joints, trajectory.at(time_s), strict=True))
        np.testing.assert_allclose(pose, [meant[joint] for joint in JOINTS], atol=5.1e-4)


def test_each_motion_that_is_known_is_there_once(record):
    assert list(scene_of(record, library(None), KUAVO).motions) == ["wave", "nod"]


def test_six_minutes_of_the_whole_body_take_less_than_200_kilobytes(tmp_path):
    with Journal.create(tmp_path, lambda: 0) as journal:
        journal.write("motion", "1", motion="tai_chi_24")
    scene = scene_of(read_record(tmp_path), motions_of(str(FORUM)), KUAVO)
    assert scene.motions["tai_chi_24"]["duration"] > 300
    assert len(scene.data) < 200_000


def test_of_a_robot_that_tells_nothing_of_its_body_there_is_no_scene(record):
    assert scene_of(record, library(None), None) is None
