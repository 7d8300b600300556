from zoneinfo import ZoneInfo

import pytest

from moderator.errors import CannotStart
from moderator.film.acting import poses
from moderator.film.scenes import Scenes
from moderator.film.story import story
from moderator.journal.entry import make_entry
from moderator.journal.reading import Record
from moderator.motion.library import library
from moderator.robot import RobotSetup
from moderator.robot.registry import robot_class


def record(*told):
    """A record of some entries: (seconds, kind, cue, data)."""
    starts = {"show": "A night", "starts": "2025-09-10T15:00:00+08:00", "robot": "Kuafu"}
    entries = [(0.0, "show_started", None, starts), *told]
    return Record(
        tuple(
            make_entry(n, round(at_s * 1e9), kind, cue, data)
            for n, (at_s, kind, cue, data) in enumerate(entries, start=1)
        )
    )


def said(at_s, text, duration_s=4.0):
    return at_s, "said", "1", {"text": text, "spoken": text, "duration_s": duration_s}


def read(*told):
    return story(record(*told), lambda _: 2.0)


def test_a_line_that_was_cut_off_ends_there():
    (line,) = read(said(10, "Good evening."), (11.5, "unsaid", "1", {"text": "evening."})).lines
    assert (line.at_s, line.end_s) == (10, 11.5)


def test_a_line_that_another_follows_keeps_its_length():
    first, second = read(said(10, "One.", 1.0), said(11, "Two.", 1.0)).lines
    assert (first.end_s, second.end_s) == (11, 12)


def test_music_has_the_levels_of_its_own_cue_and_file():
    (music,) = read(
        (5, "sound", "3", {"file": "a.wav", "duration_s": 60.0, "fade_in_s": 2.0}),
        (9, "level", "3", {"file": "a.wav", "level": 0.25, "over_s": 0.15}),
        (10, "level", "4", {"file": "b.wav", "level": 0.9, "over_s": 0.15}),
        (30, "cue_ended", "3", {"outcome": "succeeded"}),
    ).music
    assert (music.at_s, music.end_s) == (5, 30)
    assert [level.level for level in music.levels] == [0.0, 1.0, 0.25]


def test_a_sound_that_loops_goes_on_until_its_cue_has_ended():
    (music,) = read(
        (5, "sound", "3", {"file": "a.wav", "duration_s": 2.0, "loop": True}),
        (30, "cue_ended", "3", {"outcome": "succeeded"}),
    ).music
    assert (music.end_s, music.loop) == (30, True)


def test_a_talk_has_its_colours_and_ends_where_it_ended():
    (talk,) = read(
        (100, "talk_started", "3", {"name": "Ye Qian", "title": "Robots", "allotted_s": 600.0}),
        (640, "monitor", "3", {"colour": "amber"}),
        (700, "talk_ended", "3", {"how": "applause"}),
    ).talks
    assert (talk.at_s, talk.end_s, talk.colours) == (100, 700, ((640, "amber"),))


def test_words_of_a_record_are_shown_in_one_line_without_signs_that_cannot_be_seen():
    (label,) = read(
        (5, "lower_third", "3", {"name": "Ye\n\x1b[31mQian\u202e", "office": "", "for_s": 6.0})
    ).labels
    assert label.name == "Ye [31mQian"


def test_a_folder_without_a_show_is_refused():
    with pytest.raises(CannotStart, match="no show in the record"):
        story(Record(()), lambda _: None)


def test_the_body_does_again_what_the_record_says():
    told = record(
        (10, "motion", "1", {"motion": "fist_palm_salute", "duration_s": 4.0}),
        (20, "look", "2", {"bearing_deg": 30.0}),
    )
    motions = library()
    seen = poses(
        lambda: robot_class("simulator")(RobotSetup()),
        told.of("motion", "look"),
        [9.9, 11.5, 19.9, 23.0],
        motions.get,
    )
    before, during, after, turned = seen
    elbow = "right_elbow"
    assert abs(during[elbow] - before[elbow]) > 0.3
    assert after[elbow] == pytest.approx(before[elbow], abs=0.01)
    assert turned["head_yaw"] == pytest.approx(0.5236, abs=0.01)


def test_a_motion_ends_when_its_cue_does():
    told = record(
        (10, "motion", "1", {"motion": "fist_palm_salute", "duration_s": 4.0}),
        (11, "cue_ended", "1", {"outcome": "cancelled"}),
    )
    motions = library()
    one, other = poses(
        lambda: robot_class("simulator")(RobotSetup()),
        told.of("motion", "cue_ended"),
        [13.0, 14.0],
        motions.get,
    )
    assert one == other


def test_the_time_of_day_goes_on_across_a_change_of_the_clock():
    berlin = ZoneInfo("Europe/Berlin")
    starts = {"show": "A night", "starts": "2025-10-26T02:30:00+02:00", "robot": "Kuafu"}
    told = story(Record((make_entry(1, 0, "show_started", None, starts),)), lambda _: 1.0, berlin)
    scenes = Scenes(told, [], [], None)
    assert scenes._time(40 * 60) == "02:10:00"
