import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moderator.errors import CannotStart
from moderator.journal import Record, read_record
from moderator.journal.entry import encode, make_entry
from moderator.journal.reading import read_lines

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=6,
)
keys = st.text().filter(lambda key: key not in {"n", "at", "kind", "cue", "crc"})
contents = st.tuples(
    st.integers(0, 10**15),
    st.text(min_size=1, max_size=12),
    st.none() | st.text(max_size=4),
    st.dictionaries(keys, plain, max_size=4),
)


def written(contents):
    entries = [make_entry(n, *content) for n, content in enumerate(contents, start=1)]
    return entries, [encode(entry) for entry in entries]


@settings(deadline=None)
@given(st.lists(contents, min_size=1, max_size=5))
def test_any_entries_are_read_back_as_they_were_written(contents):
    entries, lines = written(contents)
    assert read_lines(b"".join(lines)) == Record(tuple(entries))


@settings(deadline=None)
@given(st.lists(contents, min_size=1, max_size=4), st.data())
def test_any_flipped_bit_is_detected_and_what_came_before_is_kept(contents, data):
    entries, lines = written(contents)
    content = bytearray(b"".join(lines))
    bit = data.draw(st.integers(0, len(content) * 8 - 1))
    content[bit // 8] ^= 1 << bit % 8
    sound = b"".join(lines)[: bit // 8].count(b"\n")
    record = read_lines(bytes(content))
    assert record.damage is not None
    assert list(record.entries) == entries[:sound]


@settings(deadline=None)
@given(st.lists(contents, min_size=1, max_size=4))
def test_a_cut_at_any_byte_keeps_what_came_before_and_is_detected(contents):
    entries, lines = written(contents)
    content = b"".join(lines)
    for length in range(len(content)):
        record = read_lines(content[:length])
        sound = content[:length].count(b"\n")
        assert list(record.entries) == entries[:sound]
        between_lines = length > 0 and content[length - 1 : length] == b"\n"
        assert (record.damage is None) == between_lines
        assert not record.ended


def test_a_record_cut_between_two_lines_has_not_ended():
    _, lines = written([(0, "show_started", None, {}), (1, "show_ended", None, {})])
    assert read_lines(b"".join(lines)).ended
    assert not read_lines(lines[0]).ended


def test_a_missing_line_is_told_by_its_number():
    _, lines = written([(0, "go", None, {})] * 3)
    record = read_lines(lines[0] + lines[2])
    assert record.damage == "line 2 of the record is damaged: entry 3 follows entry 1"
    assert len(record.entries) == 1


def test_a_record_begins_with_entry_one():
    _, lines = written([(0, "go", None, {})] * 2)
    assert "entry 2 follows entry 0" in read_lines(lines[1]).damage


def test_a_hole_stands_for_as_many_as_it_says():
    first, last = make_entry(1, 0, "go", None, {}), make_entry(6, 0, "go", None, {})
    hole = encode(make_entry(5, 0, "hole", None, {"lost": 4}))
    assert read_lines(encode(first) + hole + encode(last)).damage is None
    wrong = encode(make_entry(5, 0, "hole", None, {"lost": 3}))
    assert read_lines(encode(first) + wrong + encode(last)).damage is not None


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (b"", "line 2 of the record is damaged: its checksum does not match"),
        (b"hello", "its checksum does not match"),
        (b"\xff\xfe", "it is not UTF-8"),
        (b'{"n":2,"crc":"00000000"}', "its checksum does not match"),
    ],
)
def test_damage_says_the_line_and_how_it_shows(damage, told):
    _, lines = written([(0, "go", None, {})] * 2)
    assert told in read_lines(lines[0] + damage + b"\n" + lines[1]).damage


@pytest.mark.parametrize("body", [b'{"n":1', b'{"at":0', b"[1", b'{"n":true,"at":0,"kind":"go"'])
def test_a_sound_checksum_does_not_make_an_entry(body):
    from moderator.values.checked_line import crc_ending

    record = read_lines(body + crc_ending(body) + b"\n")
    assert record.damage == "line 1 of the record is damaged: it is not an entry"


def test_an_empty_record_is_told():
    assert read_lines(b"") == Record((), "the record is empty")


def test_a_folder_without_a_record_is_told_with_a_hint(tmp_path):
    with pytest.raises(CannotStart, match=r"as-run\.jsonl: no such file or directory — name"):
        read_record(tmp_path)
