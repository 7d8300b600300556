"""Whatever is written, a check ends with problems in their places, never with a traceback."""

import os
import re
import shutil
from copy import deepcopy
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from moderator.show.load import load

FORUM = Path(__file__).parents[2] / "scripts" / "open-cooperation-forum"
TEXT = (FORUM / "show.yaml").read_text("utf-8")
FACTS = (FORUM / "facts.yaml").read_text("utf-8")
SMALL = """\
show: A
starts: 2025-09-10T14:00Z
robot: Kuafu
acts:
  - act: One
    cues:
      - {cue: "1", move: bow}
"""
HEAD = TEXT.partition("\nacts:")[0] + "\n"
SHARING = SMALL.replace("robot:", "shares: ../shared\nrobot:")
MOTION = (Path(__file__).parents[2] / "src/moderator/motion/gestures/bow.yaml").read_text("utf-8")

QUICK = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
LONG = settings(QUICK, max_examples=int(os.environ.get("FUZZ_EXAMPLES", "400")))

SPECIAL = [*"[]{}&*!|>'\"%@`#:,-?\t\n\r\0\a\ufeff\u2028é ", "- ", ": ", " #", "<<: ", "---"]
ODD_TEXTS = (
    *("", "~", "null", "no", "true", "=", "<<", "/", "../..", "\0", "a" * 400, "💃", "\u202e"),
    *("90", "1:30", "-1s", "٣s", "9" * 5000 + "s", "1e999", "nan", "0x1F", "1_000", "1.10"),
    *("{gdp", "{}", "}", "[mark: x]", "[mark:", "*a", "&a b", "!!int 5"),
    *("2025-02-30T00:00Z", "9999-12-31T23:59-23:59"),
)
"""Texts that some reader once took for something else."""


@pytest.fixture(name="folder")
def _folder(tmp_path):
    """The forum's folder; a small show, which names a motion; another, which shares a head."""
    shutil.copytree(FORUM, tmp_path / "forum")
    (tmp_path / "small" / "motions").mkdir(parents=True)
    (tmp_path / "small" / "show.yaml").write_text(SMALL, "utf-8")
    for name, text in (("shared", HEAD), ("sharing", SHARING)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "show.yaml").write_text(text, "utf-8")
    (tmp_path / "shared" / "facts.yaml").write_text(FACTS, "utf-8")
    return tmp_path


def check(file, raw):
    """Check a show in which one file is replaced; what must hold of any check."""
    raw = raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw
    before = file.read_bytes() if file.exists() else b""
    file.write_bytes(raw)
    show = file.parents[file.parent.name == "motions"]
    show = show.with_name("sharing") if show.name == "shared" else show
    loaded = load(str(show), "simulator")
    file.write_bytes(before)
    for problem in loaded.problems:
        assert str(problem).isprintable(), repr(str(problem))
        assert problem.hint, problem
        assert problem.place.line >= 1
        assert problem.place.column >= 1
        if Path(problem.place.file) == file:
            lines = re.split(rb"\r\n|\r|\n", raw)
            assert problem.place.line <= len(lines) + 1, problem
    assert loaded.sound == (not loaded.problems.errors)


yamlish = st.lists(
    st.one_of(
        st.sampled_from([*SPECIAL, *ODD_TEXTS, *sorted(set(re.findall(r"[a-z_]+:", TEXT)))]),
        st.text(max_size=8),
        st.integers(0, 12).map(lambda n: "\n" + " " * n),
    ),
    max_size=60,
).map("".join)


@st.composite
def mutated(draw, text):
    """A text with a few of its lines changed in the ways that hands change them."""
    lines = text.split("\n")
    for _ in range(draw(st.integers(1, 4))):
        if not lines:
            break
        at = draw(st.integers(0, len(lines) - 1))
        line = lines[at]
        match draw(st.integers(0, 8)):
            case 0:
                del lines[at]
            case 1:
                lines.insert(at, line)
            case 2:
                other = draw(st.integers(0, len(lines) - 1))
                lines[at], lines[other] = lines[other], line
            case 3:
                lines[at] = " " * draw(st.integers(0, 14)) + line.lstrip()
            case 4:
                key, colon, _ = line.partition(": ")
                lines[at] = key + colon + draw(st.sampled_from(ODD_TEXTS))
            case 5:
                column = draw(st.integers(0, len(line)))
                sign = draw(st.sampled_from(SPECIAL))
                lines[at] = line[:column] + sign + line[column:]
            case 6:
                lines[at] = line[: draw(st.integers(0, len(line)))]
            case 7:
                del lines[at:]
            case _:
                column = draw(st.integers(0, len(line)))
                lines[at] = line[:column] + line[column + 1 :]
    return "\n".join(lines)


class _Texts(yaml.CSafeLoader):
    """Reads every scalar as text."""

    yaml_implicit_resolvers = {}


def _nodes(tree, path=()):
    yield path
    for key, inner in (
        tree.items()
        if isinstance(tree, dict)
        else enumerate(tree)
        if isinstance(tree, list)
        else ()
    ):
        yield from _nodes(inner, (*path, key))


ODD_NODES = st.one_of(
    st.sampled_from([None, "", [], {}, [[]], [None], {"a": None}, {"": ""}, "x", 5, True, "5s"]),
    st.sampled_from(ODD_TEXTS),
    st.lists(st.sampled_from(ODD_TEXTS), max_size=3),
    st.dictionaries(
        st.sampled_from([*ODD_TEXTS, "say", "by", "cue", "go_to"]), st.text(max_size=5)
    ),
)


@st.composite
def with_another_node(draw, text):
    """A document in which one to three nodes are something else."""
    tree = yaml.load(text, _Texts)
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(list(_nodes(tree))[1:] or [()]))
        if not path:
            break
        around = tree
        for step in path[:-1]:
            around = around[step]
        if isinstance(around, dict) and draw(st.booleans()):
            around[draw(st.sampled_from(ODD_TEXTS))] = around.pop(path[-1])
        else:
            around[path[-1]] = deepcopy(draw(ODD_NODES))
    return yaml.dump(tree, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)


TRIED = {
    "any bytes": ("forum/show.yaml", st.binary(max_size=300)),
    "any text": ("forum/show.yaml", yamlish),
    "any text for facts": ("forum/facts.yaml", yamlish),
    "any text for a motion": ("small/motions/bow.yaml", yamlish),
    "a show changed by hand": ("forum/show.yaml", mutated(TEXT)),
    "facts changed by hand": ("forum/facts.yaml", mutated(FACTS)),
    "a motion changed by hand": ("small/motions/bow.yaml", mutated(MOTION)),
    "a show with other nodes": ("forum/show.yaml", with_another_node(TEXT)),
    "facts with other nodes": ("forum/facts.yaml", with_another_node(FACTS)),
    "a motion with other nodes": ("small/motions/bow.yaml", with_another_node(MOTION)),
    "any text for a show that is shared from": ("shared/show.yaml", yamlish),
    "a shared head changed by hand": ("shared/show.yaml", mutated(HEAD)),
    "a shared head with other nodes": ("shared/show.yaml", with_another_node(HEAD)),
}


@pytest.mark.parametrize(("file", "written"), TRIED.values(), ids=TRIED.keys())
@QUICK
@given(data=st.data())
def test_a_check_of_anything_ends_with_problems_in_their_places(folder, file, written, data):
    check(folder / file, data.draw(written))


@pytest.mark.proof
@pytest.mark.parametrize(("file", "written"), TRIED.values(), ids=TRIED.keys())
@LONG
@given(data=st.data())
def test_a_check_of_anything_at_length(folder, file, written, data):
    check(folder / file, data.draw(written))
