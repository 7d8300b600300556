"""A real record, cut at every byte and with single bits flipped, and in several segments."""

import random
import re

import pytest
from tests.bench import written

from moderator.cli import main
from moderator.errors import CannotStart
from moderator.journal.cue_runs import all_cues, runs_by_act
from moderator.journal.entry import encode, make_entry
from moderator.journal.reading import read_lines, read_record
from moderator.journal.report import write_report
from moderator.journal.summary import summarise

SHOW = """
  - cue: "1"
    speak: "Good afternoon. [mark: bow] It is {clock.time}."
    gestures: {bow: bow}
  - {cue: "2", move: wave, continue: auto_follow}
  - {cue: "3", wait: 5s}
  - {cue: "4", talk: {by: ji, allotted: 1m, overtime: {0s: look}}}
"""


@pytest.fixture(scope="module")
def content(tmp_path_factory):
    """The bytes of the record of a rehearsed show."""
    folder = tmp_path_factory.mktemp("damage")
    assert (
        main(["rehearse", str(written(folder / "show", SHOW)), "--out", str(folder / "out")]) == 0
    )
    return (folder / "out" / "as-run.jsonl").read_bytes()


def flipped(content, bit):
    damaged = bytearray(content)
    damaged[bit // 8] ^= 1 << bit % 8
    return bytes(damaged)


def undetected(content, bits):
    """Which flips go unnoticed, or cost an entry before them, or let through one that is not."""
    whole = read_lines(content).entries
    for bit in bits:
        record = read_lines(flipped(content, bit))
        sound = content[: bit // 8].count(b"\n")
        if record.damage is None or record.entries != whole[:sound]:
            yield bit


def test_any_of_two_thousand_flipped_bits_is_detected_and_what_came_before_kept(content):
    bits = random.Random(1).sample(range(len(content) * 8), 2000)
    assert list(undetected(content, bits)) == []


@pytest.mark.slow
def test_any_of_twenty_thousand_flipped_bits_is_detected(content):
    bits = random.Random(2).sample(range(len(content) * 8), 20_000)
    assert list(undetected(content, bits)) == []


@pytest.mark.slow
def test_a_cut_at_any_byte_is_detected_and_what_came_before_kept(content):
    whole = read_lines(content).entries
    for length in range(len(content)):
        record = read_lines(content[:length])
        assert record.entries == whole[: content[:length].count(b"\n")]
        assert not record.ended
        between_lines = content[length - 1 : length] == b"\n"
        assert (record.damage is None) == between_lines


def test_lines_that_are_sound_behind_the_damage_are_counted_and_left_out(content):
    lines = content.split(b"\n")
    damaged = b"\n".join([*lines[:3], lines[3][:-5], *lines[4:]])
    record = read_lines(damaged)
    assert len(record.entries) == 3
    assert record.left_out == len(lines) - 5
    assert read_lines(content[:-4]).left_out == 0


def line(n, kind="go", cue=None, **data):
    return encode(make_entry(n, n * 10**9, kind, cue, data))


@pytest.fixture
def segmented(tmp_path):
    """Write the files of a record; returns what is read from them."""

    def write(*files):
        for number, lines in enumerate(files, start=1):
            name = "as-run.jsonl" if number == 1 else f"as-run.{number}.jsonl"
            (tmp_path / name).write_bytes(b"".join(lines))
        return read_record(tmp_path)

    return write


FIRST = (line(1, "show_started"), line(2), line(3))
SECOND = (line(4, "resumed"), line(5), line(6, "show_ended"))


def test_all_segments_are_one_record(segmented):
    record = segmented(FIRST, SECOND, (line(7, "resumed"), line(8)))
    assert [entry.n for entry in record.entries] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert (record.damage, record.torn) == (None, ("", ""))
    assert not record.ended


def test_a_segment_goes_on_behind_a_torn_line(segmented):
    record = segmented((*FIRST, line(4)[:20]), SECOND)
    assert [entry.n for entry in record.entries] == [1, 2, 3, 4, 5, 6]
    assert record.damage is None
    assert record.torn == ("line 4 of the record is torn: it breaks off before its end",)
    assert record.ended


def test_damage_found_later_in_an_earlier_segment_ends_the_record_there(segmented):
    record = segmented((FIRST[0], flipped(FIRST[1], 100), FIRST[2]), SECOND)
    assert [entry.n for entry in record.entries] == [1]
    assert record.damage == "line 2 of the record is damaged: its checksum does not match"
    assert record.left_out == 4


def test_a_damaged_last_line_that_a_segment_went_on_behind_is_told(segmented):
    record = segmented((*FIRST[:2], flipped(FIRST[2], 100)), SECOND)
    assert [entry.n for entry in record.entries] == [1, 2]
    assert "line 3 of the record is damaged" in record.damage
    assert record.left_out == 3


def test_damage_in_a_later_segment_is_told_by_its_file(segmented):
    record = segmented(FIRST, (SECOND[0], SECOND[1][:9]))
    assert len(record.entries) == 4
    assert record.damage == "line 2 of as-run.2.jsonl is torn: it breaks off before its end"


@pytest.mark.parametrize("rest", [(), (line(4, "resumed")[:30],)])
def test_a_segment_that_was_cut_short_before_its_first_entry_counts_for_nothing(segmented, rest):
    assert segmented(FIRST, rest) == read_lines(b"".join(FIRST))
    record = segmented(FIRST, rest, SECOND)
    assert [entry.n for entry in record.entries] == [1, 2, 3, 4, 5, 6]
    assert record.damage is None


@pytest.mark.parametrize("second", [(line(5, "resumed"),), (line(4),)])
def test_a_segment_that_does_not_follow_is_told_and_left_out(segmented, second):
    record = segmented(FIRST, second)
    assert [entry.n for entry in record.entries] == [1, 2, 3]
    assert record.damage.startswith("as-run.2.jsonl does not follow: it begins with entry ")
    assert record.left_out == 1


def test_a_missing_segment_is_told(segmented, tmp_path):
    segmented(FIRST, SECOND, (line(7, "resumed"), line(8)))
    (tmp_path / "as-run.2.jsonl").unlink()
    record = read_record(tmp_path)
    assert record.damage == "as-run.3.jsonl does not follow: it begins with entry 7, after entry 3"


def test_one_segment_can_be_read_alone(segmented, tmp_path):
    segmented(FIRST, SECOND)
    assert [entry.n for entry in read_record(tmp_path / "as-run.2.jsonl").entries] == [4, 5, 6]
    assert read_record(tmp_path / "as-run.jsonl").damage is None


@pytest.mark.parametrize("found", [2, "2"])
def test_a_newer_format_is_told_kept_and_not_written_to(segmented, tmp_path, found):
    with pytest.raises(CannotStart, match=r"is in format 2; this moderator knows formats up to 1"):
        segmented((line(1, "show_started", format=found), line(2)))
    with pytest.raises(CannotStart):
        write_report(tmp_path)
    with pytest.raises(CannotStart, match=r"as-run\.2\.jsonl is in format 2"):
        segmented(FIRST, (line(4, "resumed", format=2),))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["as-run.2.jsonl", "as-run.jsonl"]


def test_a_record_says_its_format(content):
    assert read_lines(content).entries[0].data["format"] == 1


def page(directory):
    text = write_report(directory).read_text(encoding="utf-8")
    return " ".join(re.sub(r"<[^>]+>", " ", text[text.index("<header>") :]).split())


def test_the_report_of_segments_says_where_the_show_was_cut_short(segmented, tmp_path):
    cut = line(4, "cue_started", cue="7")
    segmented((*FIRST, cut, line(5)[:20]), (line(5, "resumed", unknown=["7"]),))
    told = page(tmp_path)
    assert "The show was cut short at 0:04 and went on." in told
    assert "during cue 7: how it ended is unknown" in told
    assert "Line 5 of the record is torn" in told
    assert "This record is not whole." in told
    assert "as-run.jsonl and 1 segment more" in told


def test_the_report_of_a_damaged_record_says_what_is_left_out(segmented, tmp_path):
    segmented((FIRST[0], flipped(FIRST[1], 100), FIRST[2]))
    told = page(tmp_path)
    assert "This record is not whole. Line 2 of the record is damaged" in told
    assert "1 line behind it is sound and left out" in told


def test_a_show_that_ended_and_was_gone_on_with_has_not_ended(segmented, tmp_path):
    record = segmented((*FIRST, line(4, "show_ended", ended="stopped")), (line(5, "resumed"),))
    assert not record.ended
    assert summarise(record).ended == "cut short"


@pytest.mark.parametrize("length", range(0, 200, 7))
def test_a_report_is_written_wherever_the_record_breaks_off(content, tmp_path, length):
    (tmp_path / "as-run.jsonl").write_bytes(content[: len(content) * length // 200])
    assert "This record is not whole." in page(tmp_path)


@pytest.mark.parametrize("line", range(0, 40, 3))
def test_a_report_is_written_wherever_the_record_is_damaged(content, tmp_path, line):
    lines = content.splitlines(keepends=True)
    lines[line] = flipped(lines[line], 300)
    (tmp_path / "as-run.jsonl").write_bytes(b"".join(lines))
    assert f"Line {line + 1} of the record is damaged" in page(tmp_path)


def test_a_cue_that_was_cut_short_ends_in_the_timeline_where_the_record_did(segmented):
    record = segmented(
        (*FIRST, line(4, "cue_started", cue="7"), line(5)),
        (line(6, "resumed"), line(7, "cue_ended", cue="7", outcome="unknown")),
    )
    [run] = next(all_cues(runs_by_act(record))).runs
    assert (run.start_s, run.end_s, run.outcome) == (4.0, 5.0, "unknown")
