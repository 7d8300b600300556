"""The examples of a page, and the show that its pieces make together.

What a fenced `yaml` block is, its first line tells: `show:` begins a whole show, `- cue:` some
cues, `# NAME.yaml` that file of the show's folder; anything else is keys of the show file's head.
"""

import re
import textwrap
from pathlib import Path

from tests.sounds import silence

ROOT = Path(__file__).parents[2]

_TOP = """\
show: The page, put together
starts: 2026-05-04T10:00+02:00
robot: {name: Kuafu, needs: [voice, arms]}
facts: facts.yaml
"""
_REST = """\
acts:
  - act: All of it
    cues:
"""
_LAST = '- {cue: "20", name: The last one, wait: 1s}\n'


def page(name):
    """A page of `docs/`."""
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def examples(name, language="yaml"):
    """The fenced blocks of a page, in order."""
    return re.findall(rf"^```{language}\n(.*?)^```", page(name), re.DOTALL | re.MULTILINE)


def sort_of(block):
    """What a block is: `show`, `cue`, a file's name, or `head`."""
    first = block.splitlines()[0]
    if file := re.fullmatch(r"# ([\w/]+\.yaml)", first):
        return file[1]
    if first.startswith(("- cue:", "- {cue:")):
        return "cue"
    return "show" if first.startswith("show:") else "head"


def of_sort(name, sort):
    """The blocks of one sort on a page."""
    return [block for block in examples(name) if sort_of(block) == sort]


def table(name, heading):
    """The rows of the tables of a page whose first row is this; code signs around a cell go."""
    found, inside = [], False
    for line in page(name).splitlines():
        if not line.startswith("| "):
            inside = False
        elif inside and not line.startswith("| ---"):
            found.append([cell.strip().strip("`") for cell in line.strip("|").split(" | ")])
        inside |= line == heading
    assert found, heading
    return found


def code_words(name):
    """Every word that stands in code signs, outside the fenced blocks."""
    text = re.sub(r"^```.*?^```", "", page(name), flags=re.DOTALL | re.MULTILINE)
    return {word for code in re.findall(r"`([^`\n]+)`", text) for word in re.findall(r"\w+", code)}


def put_together(folder, cues, heads):
    """Write a show of some pieces of the page, with the page's other files beside it."""
    written = _TOP + "".join(heads) + _REST
    written += textwrap.indent("".join(cues) + _LAST, " " * 6)
    (folder / "show.yaml").write_text(written, encoding="utf-8")
    for block in examples("shows.md"):
        if (file := sort_of(block)).endswith(".yaml"):
            (folder / file).parent.mkdir(exist_ok=True)
            (folder / file).write_text(block, encoding="utf-8")
    silence(folder / "chime.wav", 5)
    return folder
