from datetime import datetime
from itertools import pairwise

import pytest

from moderator.film.cut import TALK_S, cut
from moderator.film.story import Act, Line, Music, Question, Story, Talk

STARTS = datetime.fromisoformat("2025-09-10T15:00:00+08:00")


def line(at_s, end_s):
    return Line(at_s, end_s, "1", "Good evening.", "Good evening.")


def talk(at_s, end_s):
    return Talk(at_s, end_s, "Ye Qian", "Co-President", "A meeting place", 600.0, ())


def night(end_s=1000.0, **told):
    return Story("A night", STARTS, "Kuafu", "The show reached its end.", end_s, **told)


def kinds(pieces):
    return [piece.kind for piece in pieces]


def test_what_is_said_is_shown_as_long_as_it_took():
    stage, _ = cut(night(lines=(line(10, 14),)), 25)
    assert stage.kind == "stage"
    assert stage.from_s < 10 < 14 < stage.to_s
    assert stage.length_s == pytest.approx(stage.to_s - stage.from_s, abs=0.04)


def test_a_silence_is_left_out_but_for_a_breath():
    before, after, _ = cut(night(lines=(line(10, 14), line(300, 304))), 25)
    assert before.to_s == pytest.approx(14.6)
    assert after.from_s == pytest.approx(299.4)


def test_a_short_pause_stays_as_it_is():
    assert kinds(cut(night(lines=(line(10, 14), line(15, 17))), 25)) == ["stage", "end"]


def test_music_alone_is_no_silence():
    stage, _ = cut(night(music=(Music(100, 460, "music/tai_chi.yaml", False, ()),)), 25)
    assert stage.length_s > 360


def test_a_question_is_shown_before_it_has_been_asked():
    stage, _ = cut(night(questions=(Question(50, "the host", "Who built you?"),)), 25)
    assert stage.from_s < 48.8


def test_a_talk_is_a_card_whose_clock_runs_fast():
    card, _ = cut(night(talks=(talk(100, 800),)), 25)
    assert card.kind == "talk"
    assert card.length_s == TALK_S
    assert card.show_s(0) == 100
    assert card.show_s(card.count - 1) == 800


def test_what_is_said_in_a_talk_is_shown_and_cuts_its_card():
    pieces = cut(night(talks=(talk(100, 800),), lines=(line(760, 764),)), 25)
    assert kinds(pieces) == ["talk", "stage", "talk", "end"]
    assert pieces[1].from_s == pytest.approx(759.4)


def test_an_act_begins_with_its_title():
    acts = (Act(5, "Opening"), Act(14.2, "Close"))
    pieces = cut(night(acts=acts, lines=(line(6, 14), line(15, 17))), 25)
    assert kinds(pieces) == ["act", "stage", "act", "stage", "end"]
    assert [piece.about for piece in pieces if piece.kind == "act"] == ["Opening", "Close"]


def test_pieces_follow_each_other_without_a_gap_or_an_overlap():
    acts = (Act(5, "Opening"), Act(90, "Talk"))
    told = night(acts=acts, lines=(line(6, 9), line(50, 53)), talks=(talk(100, 800),))
    pieces = cut(told, 25)
    assert [piece.first for piece in pieces[1:]] == [
        piece.first + piece.count for piece in pieces[:-1]
    ]
    assert all(one.to_s <= other.from_s for one, other in pairwise(pieces))


def test_a_part_of_a_show_has_nothing_of_the_rest():
    told = night(acts=(Act(5, "Opening"),), lines=(line(10, 14), line(100, 104), line(200, 204)))
    (stage,) = cut(told, 25, 90, 110)
    assert (stage.from_s, stage.to_s) == (99.4, 104.6)
