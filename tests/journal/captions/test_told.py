import json

import pytest

from moderator.errors import CannotWrite
from moderator.journal.captions.told import captions_of, heard_lines, write_captions
from moderator.journal.entry import make_entry
from moderator.journal.reading import Record, read_record

NS = 1_000_000_000


def record(*entries):
    """A record of (seconds, kind, cue, data)."""
    return Record(
        tuple(
            make_entry(n, round(at_s * NS), kind, cue, data)
            for n, (at_s, kind, cue, data) in enumerate(entries, 1)
        )
    )


def said(at_s, text, words_ms=None, duration_s=4.0, cue="1"):
    times = [1000 * n for n in range(len(text.split()))] if words_ms is None else words_ms
    return (
        at_s,
        "said",
        cue,
        {"text": text, "spoken": text, "duration_s": duration_s, "words_ms": times},
    )


def texts(*entries):
    return [caption.text for caption in captions_of(record(*entries))]


def test_words_stand_when_they_are_heard():
    [line] = heard_lines(record(said(10.0, "Good afternoon.", [200, 700])))
    assert [(word.text, word.at_ms) for word in line.words] == [
        ("Good", 10_200), ("afternoon.", 10_700),
    ]  # fmt: skip


def test_of_a_line_that_is_cut_off_only_what_was_heard_is_shown():
    cut = (12.5, "unsaid", "1", {"text": "four five"})
    assert texts(said(10.0, "One two three four five.", duration_s=6.0), cut) == ["One two three"]


def test_of_a_line_under_way_at_a_crash_nothing_is_heard_after_the_show_goes_on():
    went_on = (12.5, "resumed", None, {})
    later = said(60.0, "Thank you.")
    told = texts(said(10.0, "One two three four five.", duration_s=6.0), went_on, later)
    assert told == ["One two three", "Thank you."]


def test_a_line_that_is_cut_off_before_its_first_word_is_not_shown():
    cut = (10.1, "unsaid", "1", {"text": "Good afternoon."})
    assert texts(said(10.0, "Good afternoon.", [200, 700]), cut) == []


def test_nothing_of_what_the_host_asks_is_shown():
    asked = (5.0, "asked", "1", {"by": "host", "question": "How old are you?"})
    assert texts(asked, said(10.0, "I am one.")) == ["I am one."]


async def test_a_rehearsal_tells_when_each_word_is_heard_and_its_captions_say_it(
    on_stage, tmp_path
):
    show = await on_stage('- {cue: "1", speak: "Shijingshan grew by 7.6 % in 2025."}')
    await show.go()
    await show.until_state("finished", within_s=20)
    [entry] = show.entries("said")
    assert len(entry.data["words_ms"]) == len(entry.data["spoken"].split())
    assert entry.data["words_ms"] == sorted(entry.data["words_ms"])
    assert len(json.dumps(entry.data["words_ms"])) < 120
    show.parts.journal.close()
    out = next(tmp_path.rglob("as-run.jsonl")).parent
    write_captions(out, read_record(out))
    assert "7.6 % <" in (out / "captions.vtt").read_text("utf-8")
    assert "Shijingshan grew by 7.6 % in 2025." in (out / "captions.srt").read_text("utf-8")


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(CannotWrite, match="cannot write"):
        write_captions(tmp_path / "gone", record(said(1.0, "Hello.")))
