import io
import json

import pytest

from moderator.cli.ask import plain


def test_it_tells_the_answer_how_it_was_found_and_its_sources(moderator, small):
    told = moderator("ask", small, "Are we on time?", "--json").json
    assert told["question"] == "Are we on time?"
    assert told["answer"].startswith("It is 14:0")
    assert told["answer"].endswith("and we are on time.")
    assert (told["kind"], told["id"]) == ("scripted", "late")
    assert [source["fact"] for source in told["sources"]] == ["clock.time", "show.over"]
    assert all(source["as_of"] for source in told["sources"])


def test_a_question_without_an_answer_is_deflected(moderator, small):
    told = moderator("ask", small, "Can you swim?", "--json").json
    assert told == {
        "question": "Can you swim?",
        "answer": "I do not know.",
        "kind": "deflected",
        "id": None,
        "sources": [],
    }


def test_without_a_question_each_line_of_the_input_is_one(moderator, small, monkeypatch):
    asked = "Are we on time?\n\nCan you swim?\nAre we on time?"
    monkeypatch.setattr("sys.stdin", io.StringIO(asked))
    ran = moderator("ask", small)
    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 0
    assert [line["id"] for line in lines] == ["late", None, "late"]


def test_an_empty_question_and_a_closed_input_are_wrong_use(moderator, small, monkeypatch):
    assert moderator("ask", small, " ").code == 2
    monkeypatch.setattr("sys.stdin", None)
    ran = moderator("ask", small)
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1


def test_what_is_no_text_is_told_as_such(moderator, small, monkeypatch):
    assert moderator("ask", small, "Can \udcff swim?", "--json").json["question"] == "Can � swim?"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Can \xff swim?\n"), "utf-8"))
    assert moderator("ask", small).json["question"] == "Can � swim?"


def test_on_a_terminal_it_is_to_be_read(moderator, small):
    ran = moderator("ask", small, "Are we on time?")
    assert ran.out.splitlines()[1:3] == ["", "scripted late"]
    assert "clock.time · 14:0" in ran.out


def test_on_a_terminal_signs_stand_for_themselves(moderator, small):
    show = small / "show.yaml"
    show.write_text(show.read_text().replace('"I do not know."', '"I do :fire: not know."'))
    assert moderator("ask", small, "Can you swim?").out.splitlines()[0] == "I do :fire: not know."


def test_a_terminal_obeys_nothing_that_is_told():
    assert plain("a \x1b]0;title\x07 \u202eb \u009b2J [bold]c\\") == "a ]0;title b 2J [bold]c\\"


@pytest.mark.parametrize(
    ("more", "told"),
    [(["--cue", "1"], "cue 1 is no dialogue — dialogues: 10"), (["--cue", "10"], None)],
)
def test_the_dialogue_may_be_named(moderator, small, more, told):
    ran = moderator("ask", small, "Are we on time?", *more)
    assert ran.code == (2 if told else 0)
    assert told is None or told in ran.err


def test_a_show_without_a_dialogue_has_nobody_to_ask(moderator, small):
    text = (small / "show.yaml").read_text()
    start, end = text.index('      - cue: "10"'), text.index('      - cue: "11"')
    (small / "show.yaml").write_text(text[:start] + text[end:])
    ran = moderator("ask", small, "Are we on time?", "--json")
    assert ran.code == 2
    assert ran.json["error"] == "the show has no dialogue"
