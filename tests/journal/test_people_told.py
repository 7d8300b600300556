"""What people did, from the entries; what an entry lacks is empty."""

import pytest
from tests.journal.told import record

from moderator.journal.people_told import Press, Question, Speaker, presses, questions, speakers
from moderator.journal.transcript import Source

JI = {"by": "ji", "name": "Ji Pengfei", "office": "Manager", "title": "Stars", "allotted_s": 60}


def test_a_speaker_has_what_was_planned_and_what_was_done():
    told = speakers(
        record(
            ("talk_started", "21", JI),
            ("courtesy", "21", {"grade": "hand_over"}),
            ("courtesy", "21", {}),
            ("talk_ended", "21", {"actual_s": 75.5, "how": "applause"}),
        )
    )
    assert told == [
        Speaker(
            1.0, "21", "Ji Pengfei", "Manager", "Stars", 60.0, 75.5, "applause", ("hand over", "")
        )
    ]
    assert told[0].over_s == 15.5


def test_a_speaker_of_whom_little_is_written_is_told_all_the_same():
    told = speakers(
        record(
            ("talk_started", "1", {"by": "ji"}),
            ("talk_ended", "1", {}),
            ("absent", "2", {"by": "wu", "allotted_s": 60}),
            ("absent", "3", {}),
        )
    )
    assert told == [
        Speaker(1.0, "1", "ji", actual_s=0.0),
        Speaker(3.0, "2", "wu", allotted_s=60.0, how="absent"),
        Speaker(4.0, "3", "", how="absent"),
    ]
    assert [speaker.over_s for speaker in told] == [None, None, None]


def test_what_comes_before_any_speaker_is_passed_over():
    assert speakers(record(("courtesy", "1", {"grade": "look"}), ("talk_ended", "1", {}))) == []


def test_a_question_has_its_answer_approval_and_sources():
    told = questions(
        record(
            ("asked", "10", {"by": "the host", "question": "And the GDP?", "confidence": 0.75}),
            ("approval", "10", {"approved": True, "by": "operator"}),
            (
                "answered",
                "10",
                {"id": "gdp", "how": "facts", "sources": [{"fact": "gdp_h1", "as_of": "June"}]},
            ),
            ("said", "10", {"text": "It grew."}),
            ("said", "10", {"text": "Thank you."}),
        )
    )
    assert told == [
        Question(
            1.0, "10", "The host", "And the GDP?", 0.75, "facts", "gdp", ["It grew."],
            "approved by operator", (Source("gdp_h1", "June"),),
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("answered", "how", "answer_id"),
    [({"id": "gdp"}, "scripted", "gdp"), ({}, "deflected", ""), ({"id": None}, "deflected", "")],
)
def test_an_answer_that_does_not_say_how_is_scripted_or_deflected(answered, how, answer_id):
    asked = ("asked", "10", {})
    (told,) = questions(record(asked, ("answered", "10", answered)))
    assert (told.how, told.answer_id, told.by, told.question) == (how, answer_id, "", "")
    assert told.confidence is None


def test_a_refusal_is_told_and_what_belongs_to_another_cue_is_not():
    asked = ("asked", "10", {"by": "host"})
    (told,) = questions(
        record(("said", "1", {"text": "Hello."}), asked, ("approval", "10", {}),
               ("said", "11", {"text": "Next."}), ("cue_ended", "10", {}))
    )  # fmt: skip
    assert (told.approval, told.how, told.answer) == ("refused by ", "not answered", [])
    (told,) = questions(record(asked, ("answered", "10", {}), ("said", "10", {})))
    assert told.answer == [""]


def test_what_is_said_while_the_answer_is_looked_for_is_no_answer():
    (told,) = questions(
        record(
            ("asked", "10", {"by": "host"}),
            ("said", "10", {"text": "Let me look."}),
            ("answered", "10", {"id": "gdp", "how": "scripted"}),
            ("said", "10", {"text": "It grew.", "answer": "gdp"}),
            ("said", "10", {"text": "By a lot.", "answer": "gdp", "goes_on": True}),
            ("said", "10", {"text": "Thank you."}),
        )
    )
    assert told.answer == ["It grew.", "By a lot."]


@pytest.mark.parametrize(
    ("decided", "told"),
    [
        ({"approved": True, "by": "keyboard"}, "approved by keyboard"),
        ({"approved": True, "by": "osc", "pick": "gdp"}, "picked by osc"),
        ({"approved": True, "by": "live operator", "text": "Yes."}, "typed by live operator"),
        ({"approved": False, "by": "nobody in time"}, "nobody decided in time"),
    ],
)
def test_the_operator_s_word_is_told_with_whose_it_was(decided, told):
    (question,) = questions(record(("asked", "10", {}), ("approval", "10", decided)))
    assert question.approval == told


def test_a_draft_that_was_not_said_is_told():
    word = {"approved": False, "by": "keyboard", "draft": "It grew."}
    (question,) = questions(record(("asked", "10", {}), ("approval", "10", word)))
    assert question.draft == "It grew."
    word["approved"] = True
    (question,) = questions(record(("asked", "10", {}), ("approval", "10", word)))
    assert not question.draft


def test_an_interruption_is_told_with_what_was_not_said():
    (told,) = questions(
        record(
            ("asked", "10", {}),
            ("unsaid", "10", {"text": "me look."}),
            ("answered", "10", {"id": "gdp"}),
            ("said", "10", {"text": "It grew a lot.", "answer": "gdp"}),
            ("unsaid", "10", {"text": "a lot."}),
            ("interrupted", "10", {"origin": "keyboard"}),
        )
    )
    assert (told.unsaid, told.interrupted) == ("a lot.", "keyboard")


def test_how_a_question_was_heard_is_told_in_words():
    first, second, third = questions(
        record(
            ("not_heard", "10", {"source": "microphone"}),
            ("not_heard", "10", {"source": "microphone"}),
            ("asked", "10", {"by": "host", "source": "microphone", "confidence": 0.8}),
            ("asked", "10", {"by": "host", "source": "keyboard"}),
            ("asked", "10", {"by": "host", "confidence": 0.5}),
        )
    )
    assert first.heard == (
        "asked by Host, heard by microphone with 80% confidence, not understood 2 times before"
    )
    assert second.heard == "asked by Host, heard by keyboard"
    assert third.heard == "asked by Host, heard with 50% confidence"


def test_a_press_says_how_long_after_standby_it_came_and_when_its_cue_started():
    told = presses(
        record(
            ("cue_started", "0", {}),
            ("standby", "1", {"says": "starts cue 1"}),
            ("go", "1", {"origin": "key"}),
            ("cue_started", "1", {}),
            ("go", "1", {"origin": "osc", "means": "the talk has ended"}),
            ("cue_started", "3", {}),
        )
    )
    assert told == [
        Press(3.0, "1", "key", 1.0, 1.0),
        Press(5.0, "1", "osc", None, None, "the talk has ended"),
    ]


def test_a_refused_press_says_why():
    told = presses(
        record(
            ("go_refused", "1", {"origin": "osc", "reason": "standby is cue 4"}),
            ("go_refused", "1", {}),
            ("go", None, {}),
        )
    )
    assert told == [
        Press(1.0, "1", "osc", refused="standby is cue 4"),
        Press(2.0, "1", "", refused="refused"),
        Press(3.0, None, ""),
    ]
