"""Every kind of mistake, in a show of its own, is found where it is; and nothing else is.

A file in `broken/` says in its first lines what is wrong with it: `# expect: LINE:COLUMN SEVERITY
CODE`. What no YAML file can say about itself stands here.
"""

import ast
import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from moderator.document.characters import MAX_BYTES
from moderator.document.dialect import MAX_VALUES
from moderator.errors import CannotStart
from moderator.robot import BuiltIn, Grade
from moderator.robot.registry import robot_class
from moderator.show.load import Loaded, load
from moderator.values.quantity import KINDS

BROKEN = Path(__file__).parent / "broken"
SHOWS = sorted(BROKEN.iterdir())

SOURCE = Path(__file__).parents[2] / "src" / "moderator"
PACKAGES = ("cues", "document", "knowledge", "motion", "people", "show", "show/script", "values")

_EXPECTED = re.compile(r"^# expect: (\d+):(\d+) (error|warning) ([a-z0-9-]+)\r?$", re.MULTILINE)

Found = Counter[tuple[str, int, int, str, str]]

UNREADABLE = {
    "an empty file": (b"", "1:1 error empty"),
    "a file of blanks": (b" \n\n", "1:1 error empty"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "1:1 error not-utf8"),
    "an encoding of old": ("show: x\nacts: café".encode("latin-1"), "2:10 error not-utf8"),
    "UTF-16": ("show: x".encode("utf-16"), "1:1 error not-utf8"),
    "a NUL": (b"show: x\nrobot: \xc3\xa9\0", "2:9 error odd-character"),
    "a line break that no editor shows": ("show: a\u2028b".encode(), "1:8 error odd-character"),
    "a second byte order mark": ("show: a\ufeffb".encode(), "1:8 error odd-character"),
    "more than a show can be": (b"#" * (MAX_BYTES + 1), "1:1 error too-large"),
    "more values than a show can have": (
        b"acts:\n" + b"- a\n" * (MAX_VALUES - 2) + b"- a\n",
        f"{MAX_VALUES}:3 error too-large",
    ),
    "ten thousand brackets": (b"show: " + b"[" * 10_000, "1:1006 error too-deep"),
}


def expected(show: Path) -> Found:
    files = [show] if show.is_file() else sorted(show.rglob("*.yaml"))
    return Counter(
        (file.name, int(line), int(column), severity, code)
        for file in files
        for line, column, severity, code in _EXPECTED.findall(file.read_text("utf-8-sig"))
    )


def found(loaded: Loaded) -> Found:
    return Counter(
        (Path(p.place.file).name, p.place.line, p.place.column, p.severity, p.code)
        for p in loaded.problems
    )


@pytest.mark.parametrize("show", SHOWS, ids=lambda show: show.stem)
def test_exactly_what_is_wrong_is_found_where_it_is(show):
    assert expected(show)
    assert found(load(str(show), "simulator")) == expected(show)


@pytest.mark.parametrize("show", SHOWS, ids=lambda show: show.stem)
def test_every_message_is_one_line_of_our_own_words_that_says_what_to_do(show):
    for problem in load(str(show), "simulator").problems:
        told = str(problem)
        assert told.isprintable()
        assert problem.hint
        assert not re.search(r"pydantic|[Ii]nput |String|NoneType|literal|tuple|dict|validat", told)


@pytest.mark.parametrize("show", [s for s in SHOWS if s.is_file()], ids=lambda show: show.stem)
def test_a_byte_order_mark_and_line_ends_of_windows_change_nothing(show, tmp_path):
    written = show.read_bytes().replace(b"\n", b"\r\n")
    (tmp_path / show.name).write_bytes(b"\xef\xbb\xbf" + written)
    assert found(load(str(tmp_path / show.name), "simulator")) == expected(show)


@pytest.mark.parametrize(("raw", "expectation"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_a_file_that_is_no_text_or_too_much_is_refused_where_it_goes_wrong(
    raw, expectation, tmp_path
):
    (tmp_path / "show.yaml").write_bytes(raw)
    told = found(load(str(tmp_path), "simulator"))
    assert told == Counter(
        ("show.yaml", int(line), int(column), severity, code)
        for line, column, severity, code in _EXPECTED.findall(f"# expect: {expectation}")
    )


def show_of(folder: Path, cue: str, more: str = "") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "show.yaml").write_text(
        f"show: A\nstarts: 2025-09-10T14:00Z\nrobot: Kuafu\n{more}"
        f'acts:\n  - act: One\n    cues:\n      - cue: "1"\n        {cue}\n'
    )
    return folder


def codes(folder: Path) -> list[str]:
    return [problem.code for problem in load(str(folder), "simulator").problems]


def test_a_link_that_leads_out_of_the_folder_leaves_it(tmp_path):
    (tmp_path / "secret.wav").write_text("not for the hall")
    (tmp_path / "nod.yaml").write_text("motion: nod")
    show = show_of(tmp_path / "show", "play: a.wav", "facts: facts.yaml\n")
    (show / "a.wav").symlink_to(tmp_path / "secret.wav")
    (show / "facts.yaml").symlink_to(tmp_path / "nod.yaml")
    assert codes(show) == ["outside-folder", "outside-folder"]
    show_of(show, "move: nod")
    (show / "motions").mkdir()
    (show / "motions" / "nod.yaml").symlink_to(tmp_path / "nod.yaml")
    assert codes(show) == ["outside-folder"]


def test_a_folder_is_no_file(tmp_path):
    (tmp_path / "music").mkdir()
    assert codes(show_of(tmp_path, "play: music", "facts: music\n")) == ["no-such-file"] * 2


def test_a_pipe_or_a_device_is_no_file_and_is_never_waited_for(tmp_path):
    show = show_of(tmp_path, "play: a.wav", "facts: facts.yaml\n")
    os.mkfifo(show / "a.wav")
    os.mkfifo(show / "facts.yaml")
    told = [str(problem) for problem in load(str(show), "simulator").problems]
    assert len(told) == 2
    assert all("is a pipe or a device — name a file" in each for each in told)
    (show / "facts.yaml").unlink()
    (show / "facts.yaml").symlink_to("/dev/zero")
    assert codes(show) == ["outside-folder", "no-such-file"]


@pytest.mark.parametrize("name", ["show", "recordings", "approvals", "motions/sway"])
@pytest.mark.parametrize("made", [os.mkfifo, Path.mkdir, lambda path: path.symlink_to("/dev/zero")])
def test_what_is_read_of_a_show_and_is_no_file_is_one_clear_error(name, made, tmp_path):
    show = show_of(tmp_path, "move: sway")
    (show / "motions").mkdir()
    (show / f"{name}.yaml").unlink(missing_ok=True)
    made(show / f"{name}.yaml")
    with pytest.raises(CannotStart, match=r"cannot read .*it is a (folder|pipe or a device)"):
        load(str(show), "simulator")


def test_a_pipe_among_the_motions_that_no_cue_names_is_passed_over(tmp_path):
    show = show_of(tmp_path, "wait: 1s")
    (show / "motions").mkdir()
    os.mkfifo(show / "motions" / "sway.yaml")
    (show / "motions" / "bow.yaml").mkdir()
    loaded = load(str(show), "simulator")
    assert loaded.sound
    assert len(loaded.fingerprint()) == 16


def test_a_circle_of_links_and_a_name_too_long_are_no_files(tmp_path):
    show = show_of(tmp_path, "play: a.wav", f"facts: {'x' * 290}\n")
    (show / "a.wav").symlink_to(show / "a.wav")
    assert codes(show) == ["no-such-file", "no-such-file"]


def test_a_motion_of_the_robots_own_that_cannot_be_stopped_is_warned_of(tmp_path, monkeypatch):
    simulator = robot_class("simulator")

    class OfItsOwn(simulator):
        @classmethod
        def capabilities(cls, config):
            tai_chi = BuiltIn(5_000_000_000, cancellable=False, what="Tai Chi")
            return replace(super().capabilities(config), built_in={"tai_chi": tai_chi})

    monkeypatch.setattr("moderator.show.load.robot_class", lambda name: OfItsOwn)
    loaded = load(str(show_of(tmp_path, "move: tai_chi")), "simulator")
    assert found(loaded) == Counter([("show.yaml", 8, 15, "warning", "not-stoppable")])
    assert loaded.sound


def test_a_limit_that_may_make_the_robot_fall_is_refused(tmp_path, monkeypatch):
    simulator = robot_class("simulator")

    class Wobbly(simulator):
        @classmethod
        def capabilities(cls, config):
            right = super().capabilities(config)
            freeze = replace(right.stops[Grade.FREEZE], leaves_standing=False)
            return replace(right, stops={**right.stops, Grade.FREEZE: freeze})

    monkeypatch.setattr("moderator.show.load.robot_class", lambda name: Wobbly)
    limits = "limits: {temperature: {relax: 80 °C, freeze: 90 °C}}\n"
    loaded = load(str(show_of(tmp_path, "wait: 1s", limits)), "simulator")
    assert found(loaded) == Counter([("show.yaml", 4, 46, "error", "may-fall")])


def test_a_broken_part_does_not_make_its_names_unknown(tmp_path):
    people = "people: {ji: {nmae: Ji Pengfei}}\n"
    assert codes(show_of(tmp_path, "talk: {by: ji, allotted: 5m}", people)) == [
        "missing-key",
        "unknown-key",
    ]


NAMED_AT = {"error": 1, "warning": 1, "key_error": 1, "key_warning": 1, "refuse": 1, "known": 4}
NAMED_AT |= {"PydanticCustomError": 0}
"""Which argument of these functions is a code."""

TELLING = ("wording.py", "checking.py")
"""Files whose functions return a code first."""


def codes_in_source() -> Iterator[str]:
    """Every code that the source gives a problem."""
    for file in (file for package in PACKAGES for file in (SOURCE / package).glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                named = getattr(node.func, "attr", getattr(node.func, "id", ""))
                yield from strings(node.args[NAMED_AT[named] :][:1] if named in NAMED_AT else [])
                yield from strings([k.value for k in node.keywords if "error_type" in str(k.arg)])
            elif file.name in TELLING and isinstance(node, ast.Return):
                yield from strings(getattr(node.value, "elts", [])[:1])


def strings(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant):
            yield str(node.value)
        elif isinstance(node, ast.IfExp):
            yield from strings([node.body, node.orelse])
        elif isinstance(node, ast.JoinedStr):
            yield from (f"bad-{kind}" for kind in KINDS)


def test_every_code_in_the_source_has_a_broken_show():
    shown = {code for show in SHOWS for *_, code in expected(show)}
    shown |= {expectation.split()[-1] for _, expectation in UNREADABLE.values()}
    assert set(codes_in_source()) - shown == {
        *("not-stoppable", "may-fall"),  # the tests above
        "rendering",  # test_renderings.py
        *("no-mandarin", "no-neural-voice"),  # test_languages.py
        "no-sacn",  # tests/cues/test_obs.py
    }
    assert len(SHOWS) >= 70
