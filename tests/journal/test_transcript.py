"""What was said, by whom, and from what."""

from tests.journal.told import record

from moderator.journal.transcript import Source, Words, differs, sentence, sources_of, transcript


def test_lines_questions_and_talks_are_told_in_order():
    told = transcript(
        record(
            ("show_started", None, {"robot": "Kuafu"}),
            ("said", "1", {"text": "It is 3 %.", "spoken": "It is three percent.",
                           "sources": [{"fact": "gdp", "as_of": "June"}]}),
            ("said", "1", {"text": "Good day", "spoken": "good day."}),
            ("asked", "2", {"by": "the host", "question": "Why?"}),
            ("asked", "2", {"by": "the host"}),
            ("talk_ended", "3", {"actual_s": 9}),
            ("talk_started", "3", {"name": "Ji", "office": "Manager", "title": "Stars"}),
            ("talk_ended", "4", {"actual_s": 5}),
            ("talk_ended", "3", {"actual_s": 61}),
        )
    )  # fmt: skip
    assert told == [
        Words(2.0, "1", "Kuafu", "It is 3 %.", "It is three percent.",
              sources=(Source("gdp", "June"),)),
        Words(3.0, "1", "Kuafu", "Good day"),
        Words(4.0, "2", "The host", "Why?"),
        Words(5.0, "2", "The host", "", note="A question; its words were not kept."),
        Words(7.0, "3", "Ji", "Stars", note="Manager, 1:01", is_talk=True),
    ]  # fmt: skip


def test_what_an_entry_lacks_is_empty():
    told = transcript(
        record(
            ("said", "1", {}), ("asked", "2", {}), ("talk_started", "3", {}),
            ("talk_started", "4", {"by": "ji"}), ("talk_ended", "4", {"actual_s": 5}),
        )
    )  # fmt: skip
    assert told == [
        Words(1.0, "1", "The robot", ""),
        Words(2.0, "2", "", "", note="A question; its words were not kept."),
        Words(3.0, "3", "", "", is_talk=True),
        Words(4.0, "4", "ji", "", note="0:05", is_talk=True),
    ]


def test_what_came_between_is_noted():
    told = transcript(
        record(
            ("show_started", None, {"robot": "Kuafu"}),
            ("not_heard", "2", {"source": "microphone"}),
            ("said", "2", {"text": "It grew a lot."}),
            ("unsaid", "2", {"text": "a lot."}),
            ("interrupted", "2", {"origin": "keyboard"}),
            ("unsaid", "3", {"text": "of another cue"}),
        )
    )
    assert told == [
        Words(2.0, "2", "Microphone", "", note="Made nothing of what was said."),
        Words(3.0, "2", "Kuafu", "It grew a lot.",
              note="Not said: a lot. Interrupted by keyboard."),
    ]  # fmt: skip


def test_a_source_is_a_fact_or_a_live_one():
    sources = [{"fact": "gdp", "as_of": "June"}, {"source": "weather"}, {}]
    assert sources_of({"sources": sources}) == (
        Source("gdp", "June"),
        Source("weather", ""),
        Source("", ""),
    )
    assert sources_of({}) == sources_of({"sources": None}) == ()


def test_stops_and_capitals_make_no_difference_words_do():
    assert not differs("Good day, all.", "good DAY all")
    assert differs("3 %", "three percent")
    assert differs("some thing", "something")


def test_a_sentence_begins_with_a_capital():
    assert (sentence("the iPad"), sentence("")) == ("The iPad", "")
