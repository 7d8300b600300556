import csv
from pathlib import Path

import pytest
from tests.cli.test_script import Page, change
from tests.show.script.test_recordings import tone


@pytest.fixture
def recorded(small, moderator):
    """The small show with its first line recorded."""
    tone(small / "audio" / "1.wav", 2)
    assert moderator("script", small, "--recorded", small / "audio").code == 0
    return small


def test_a_folder_of_recordings_is_taken_in_and_said(moderator, small):
    tone(small / "audio" / "1.wav", 2)
    tone(small / "audio" / "10-closing.wav", 1)
    ran = moderator("script", small, "--recorded", small / "audio")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.splitlines() == [
        f"moderator: 2 recordings taken into {small / 'recordings.yaml'}",
        "moderator: 2 of 4 lines recorded",
        "moderator: missing: 10-deflection-1.wav",
    ]
    ran = moderator("script", small, "--recorded", small / "audio")
    assert ran.err.startswith("moderator: 0 recordings taken")
    assert ", 2 as before\n" in ran.err


def test_what_cannot_be_taken_in_is_said_and_the_rest_is(moderator, small):
    tone(small / "audio" / "1.wav", 2)
    tone(small / "audio" / "10-opening.wav", 2)
    ran = moderator("script", small, "--recorded", small / "audio")
    assert ran.code == 1
    assert "audio/10-opening.wav is left out: no line is called so" in ran.err
    assert "1 recording taken" in ran.err


def test_what_is_missing_or_of_words_that_were_changed_is_named(moderator, recorded):
    change(recorded, "I am Kuafu.", "My name is Kuafu.")
    ran = moderator("script", recorded, "--recorded", recorded / "audio")
    assert ran.code == 1
    assert "moderator: to be recorded anew: 1.wav\n" in ran.err
    assert "moderator: missing: 10-deflection-1.wav, 10-closing.wav\n" in ran.err


def test_the_list_says_what_is_recorded_and_what_a_recording_is_to_be_called(moderator, recorded):
    ran = moderator("script", recorded, "--recorded")
    assert ran.code == 0
    assert "1  line  recorded audio/1.wav\n" in ran.out
    assert "10  answer late  never recorded\n" in ran.out
    assert "10  closing  rendered  as 10-closing.wav\n" in ran.out
    assert ran.out.rstrip().endswith("1 of 4 lines recorded")


def test_once_the_words_change_list_page_table_and_data_say_so(moderator, recorded):
    change(recorded, "I am Kuafu.", "My name is Kuafu.")
    ran = moderator("script", recorded, "--recorded")
    assert "1  line  of other words audio/1.wav  as 1.wav\n" in ran.out
    assert ran.out.rstrip().endswith("0 of 4 lines recorded, 1 of other words")
    assert "audio/1.wav' is of words that no line has" in ran.err
    line = moderator("script", recorded, "--json").json["lines"][0]
    told = (line["spoken"], line["recording"], line["record_as"])
    assert told == ("of other words", "audio/1.wav", "1")
    moderator("script", recorded, "--csv", "s.csv", "--html", "s.html")
    row = next(csv.DictReader(Path("s.csv").read_text("utf-8-sig").splitlines()))
    told = (row["spoken"], row["recording"], row["record as"])
    assert told == ("of other words", "audio/1.wav", "1.wav")
    text = Page(Path("s.html").read_text("utf-8")).text
    assert "words changed since audio/1.wav" in text
    assert any("0 of 4 lines recorded, 1 of other words" in each for each in text)


def test_the_page_shows_recordings_beside_approvals(moderator, recorded):
    path = recorded / "show.yaml"
    path.write_text(path.read_text().replace("robot:", "approved_by: Anna Berg\nrobot:", 1))
    moderator("script", recorded, "--approve", "1", "--by", "Anna Berg")
    moderator("script", recorded, "--html", "s.html")
    text = Page(Path("s.html").read_text("utf-8")).text
    assert "audio/1.wav" in text
    assert any("1 of 4 approved · 1 of 4 lines recorded" in each for each in text)


def test_wrong_use_of_recordings_is_one_line_that_writes_nothing(moderator, small, tmp_path):
    tone(tmp_path / "elsewhere" / "1.wav", 2)
    for folder, told in (
        (tmp_path / "elsewhere", "outside the show's"),
        ("gone", "no folder gone"),
    ):
        ran = moderator("script", small, "--recorded", folder)
        assert (ran.code, len(ran.err.splitlines())) == (2, 1)
        assert told in ran.err
    assert not (small / "recordings.yaml").exists()
