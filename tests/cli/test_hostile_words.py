"""A title with markup, an office of 300 letters, a name in three scripts come out whole."""

from pathlib import Path
from urllib.parse import unquote

import pytest
import webvtt
import yaml
from tests.cli.conftest import record
from tests.cli.test_script import Page

TITLE = '<u>AI & "robots"</u> --> <script>alert(1)</script> <00:01> ]]> 人工智能'
NAME = "季鹏飞 Цзи Пэнфэй Jí Péngfēi"
OFFICES = {
    "of many words": ("Deputy Manager for Strategy and Science Fiction, " * 7)[:300].strip(),
    "of one word": "x" * 300,
    "of figures": "123456789 " * 29 + "1234567890",
}


@pytest.fixture(params=OFFICES, ids=list(OFFICES))
def hostile(request, small):
    """A show whose people, titles and name are such."""
    office = OFFICES[request.param]
    welcome = "We welcome {people.ji.name}, {people.ji.office}."
    cues = [
        {"cue": "1", "speak": welcome, "continue": "auto_follow"},
        {"cue": "2", "lower_third": {"of": "ji", "on": "screen", "for": "2s"}},
        {"cue": "3", "name": TITLE, "talk": {"by": "ji", "title": TITLE, "allotted": "1m"}},
    ]
    third = {"path": "/x?v={name}", "body": '{"who": "{name}", "what": "{office}"}'}
    written = {
        "show": TITLE,
        "starts": "2025-09-10T14:00+08:00",
        "robot": "Kuafu",
        "people": {"ji": {"name": NAME, "office": office}},
        "devices": {"screen": {"http": "http://127.0.0.1:9", "lower_third": third}},
        "acts": [{"act": TITLE, "cues": cues}],
        "rehearsal": {"speakers": {"ji": {"talks": "30s", "spread": "0s"}}},
    }
    text = yaml.safe_dump(written, allow_unicode=True, width=10_000, default_style='"')
    (small / "show.yaml").write_text(text, encoding="utf-8")
    return small, office


def only_text(page, *texts):
    """The page has these texts as text, and no tag of theirs."""
    read = Page(page)
    whole = " ".join(" ".join(read.text).split())
    assert not {"u", "00:01"} & set(read.tags)
    assert "<script>alert" not in page
    assert [text for text in texts if text not in whole] == []


def test_a_show_of_such_words_runs_to_its_end_and_its_record_has_them_whole(moderator, hostile):
    show, office = hostile
    assert moderator("check", show).code == 0
    ran = moderator("rehearse", show, "--out", "out", "--json")
    assert ran.code == 0
    assert ran.json["cues"] == {"done": 3, "skipped": 0, "failed": 0, "unknown": 0}
    entries = record(Path("out"))
    said = next(each for each in entries if each["kind"] == "said")
    assert said["text"] == f"We welcome {NAME}, {office}."
    [shown] = [each for each in entries if each["kind"] == "lower_third" and each.get("name")]
    assert (shown["name"], shown["office"]) == (NAME, office)
    [sent] = [each for each in entries if each["kind"] == "sent"]
    assert unquote(sent["message"]) == f"POST /x?v={NAME}"
    only_text(Path("out/report.html").read_text("utf-8"), TITLE, NAME, office)


def test_captions_of_such_words_are_read_by_others(moderator, hostile):
    show, office = hostile
    assert moderator("rehearse", show, "--out", "out").code == 0
    read = " ".join(each.text for each in webvtt.read("out/captions.vtt")).split()
    assert " ".join(read).startswith(f"We welcome {NAME}")
    assert "".join(read).count(office.replace(" ", "")) == 1


def test_such_words_are_printed_as_they_are(moderator, hostile):
    show, office = hostile
    assert moderator("plan", show, "--html", "plan.html", "--speech", "silent").code == 0
    assert moderator("script", show, "--html", "script.html").code == 0
    for name, texts in (("plan", (TITLE, NAME)), ("script", (TITLE, NAME, office))):
        only_text(Path(f"{name}.html").read_text("utf-8"), *texts)


def test_an_office_of_301_letters_is_refused_where_it_stands(moderator, hostile):
    show, office = hostile
    path = show / "show.yaml"
    path.write_text(path.read_text("utf-8").replace(office, office.ljust(301, "x")), "utf-8")
    ran = moderator("check", show)
    assert ran.code == 1
    assert "300" in ran.out
