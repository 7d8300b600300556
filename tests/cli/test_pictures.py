"""Pictures of what was done, for the report."""

import pytest

from moderator.body.kuavo import KUAVO
from moderator.cli import pictures
from moderator.cli.pictures import motion_pictures
from moderator.journal.journal import Journal
from moderator.journal.reading import read_record
from moderator.motion.library import library


@pytest.fixture
def record(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with Journal.create(tmp_path, lambda: 0) as journal:
        for name in ("nod", "look_left", "nod", "unheard_of"):
            journal.write("motion", "1", motion=name)
    return read_record(tmp_path)


def test_each_motion_that_is_known_has_one_picture(record):
    made = motion_pictures(record, library(None), KUAVO)
    assert list(made) == ["nod", "look_left"]
    assert all(image.startswith('<img width="') for image in made.values())
    assert made["nod"] != made["look_left"]


def test_a_picture_is_drawn_once(record, tmp_path, monkeypatch):
    first = motion_pictures(record, library(None), KUAVO)
    monkeypatch.setattr(pictures, "_drawn", lambda *args: pytest.fail("drawn again"))
    assert motion_pictures(record, library(None), KUAVO) == first


def test_a_kept_picture_that_is_spoilt_is_drawn_again(record, tmp_path):
    first = motion_pictures(record, library(None), KUAVO)
    for kept in (tmp_path / "cache/moderator/pictures").iterdir():
        kept.write_bytes(b"spoilt")
    assert motion_pictures(record, library(None), KUAVO) == first


def test_a_picture_that_cannot_be_kept_is_shown_all_the_same(record, tmp_path):
    (tmp_path / "cache").write_text("no folder")
    assert len(motion_pictures(record, library(None), KUAVO)) == 2


def test_of_a_robot_that_tells_nothing_of_its_body_there_is_no_picture(record):
    assert motion_pictures(record, library(None), None) == {}
