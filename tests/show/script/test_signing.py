import os
from datetime import timedelta

import pytest
from tests.show.script.conftest import CUES, NOW

from moderator.document import Problems
from moderator.errors import CannotStart, CannotWrite, ShowHasProblems
from moderator.show.script.approvals import APPROVALS_FILE, read_approvals
from moderator.show.script.signing import approve, revoke

BY = "Anna Berg"


def text_in(folder):
    return (folder / APPROVALS_FILE).read_text("utf-8")


def test_what_is_written_can_be_read_by_people_and_again(script):
    read = script()
    assert approve(read.folder, read.sentences[:1], BY, NOW, "by telephone") == 1
    assert text_in(read.folder).splitlines()[-7:] == [
        '  - cue: "1"',
        '    line: "line"',
        '    text: "Good evening."',
        '    by: "Anna Berg"',
        '    at: "2026-05-04T10:00:00+02:00"',
        '    note: "by telephone"',
        f'    words: "{read.sentences[0].hash}"',
    ]
    [approval] = read_approvals(read.folder, Problems())
    assert (approval.at, approval.note) == (NOW, "by telephone")


def test_what_is_approved_already_is_not_approved_again_by_the_same_person(script):
    read = script()
    assert approve(read.folder, read.sentences, BY, NOW) == 9
    before = text_in(read.folder)
    assert approve(read.folder, read.sentences, "anna berg", NOW) == 0
    assert text_in(read.folder) == before
    assert approve(read.folder, read.sentences, "Otto Lang", NOW) == 9


def test_words_that_stand_twice_are_approved_once(script):
    read = script(cues=CUES.replace("A short pause.", "Good evening."))
    assert approve(read.folder, read.sentences, BY, NOW) == 8
    assert {each.state for each in script(cues=CUES).stands[:1]} == {"approved"}


def test_comments_and_the_approvals_that_are_there_are_kept(script):
    read = script()
    approve(read.folder, read.sentences[:3], BY, NOW)
    lines = text_in(read.folder).splitlines()
    second = lines.index('  - cue: "2"')
    lines[second:second] = ["  # the deputy was on the telephone too"]
    (read.folder / APPROVALS_FILE).write_text("# Ours.\n" + "\n".join(lines) + "\n# The end.\n")
    approve(read.folder, read.sentences[3:4], BY, NOW + timedelta(days=1))
    text = text_in(read.folder)
    assert text.startswith("# Ours.\n")
    assert '  # the deputy was on the telephone too\n  - cue: "2"' in text
    assert [each.cue for each in read_approvals(read.folder, Problems())] == ["1", "2", "3", "3"]
    assert revoke(read.folder, read.sentences[:1]) == 1
    assert "# the deputy" in text_in(read.folder)
    assert revoke(read.folder, read.sentences[1:2]) == 1
    assert "# the deputy" not in text_in(read.folder)
    assert "# The end." in text_in(read.folder)
    assert [each.cue for each in read_approvals(read.folder, Problems())] == ["3", "3"]


def test_the_last_approval_can_be_taken_back_and_given_again(script):
    read = script()
    approve(read.folder, read.sentences, BY, NOW)
    approve(read.folder, read.sentences[:2], "Otto Lang", NOW)
    assert revoke(read.folder, read.sentences, BY) == 9
    assert {each.by for each in read_approvals(read.folder, Problems())} == {"Otto Lang"}
    assert revoke(read.folder, read.sentences) == 2
    assert read_approvals(read.folder, Problems()) == ()
    assert approve(read.folder, read.sentences, BY, NOW) == 9
    assert len(read_approvals(read.folder, Problems())) == 9


def test_a_file_without_approvals_keeps_its_comments_too(script):
    read = script()
    (read.folder / APPROVALS_FILE).write_text("# Ours.\napprovals: []  # none yet\n# The end.\n")
    approve(read.folder, read.sentences[:1], BY, NOW)
    text = text_in(read.folder)
    assert "# Ours.\n" in text
    assert "# The end.\n" in text
    assert len(read_approvals(read.folder, Problems())) == 1


def test_a_file_in_another_layout_is_written_afresh(script):
    read = script()
    approve(read.folder, read.sentences[:2], BY, NOW)
    [first, _] = read_approvals(read.folder, Problems())
    flow = f'{{cue: "1", line: line, text: Good evening., by: {BY}, words: "{first.words}"'
    (read.folder / APPROVALS_FILE).write_text(f'approvals: [{flow}, at: "{first.at}"}}]\n')
    assert approve(read.folder, read.sentences[2:4], BY, NOW) == 2
    assert [each.cue for each in read_approvals(read.folder, Problems())] == ["1", "3", "3"]


def test_a_damaged_file_is_left_as_it_is(script):
    read = script()
    (read.folder / APPROVALS_FILE).write_text("approvals: [")
    with pytest.raises(ShowHasProblems, match="nothing was written"):
        approve(read.folder, read.sentences, BY, NOW)
    assert text_in(read.folder) == "approvals: ["


@pytest.mark.parametrize("by", ["", "x" * 301, "An\x07na"])
def test_a_name_that_cannot_be_written_down_is_refused(script, by):
    read = script()
    with pytest.raises(CannotStart):
        approve(read.folder, read.sentences, by, NOW)
    assert not (read.folder / APPROVALS_FILE).exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_said(script):
    read = script()
    read.folder.chmod(0o500)
    with pytest.raises(CannotWrite):
        approve(read.folder, read.sentences, BY, NOW)


def test_a_folder_in_the_files_place_is_said(script):
    read = script()
    (read.folder / APPROVALS_FILE).mkdir()
    with pytest.raises(CannotStart):
        approve(read.folder, read.sentences, BY, NOW)
