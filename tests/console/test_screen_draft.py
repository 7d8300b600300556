"""What the operator sees of a dialogue, in a terminal of 80 by 24."""

import io
from dataclasses import replace

import pytest
from rich.console import Console

from moderator.console.people import KeyboardPeople
from moderator.console.screen import draw
from moderator.console.screen_cues import entries
from moderator.console.screen_draft import draft_rows, talk_row
from moderator.console.typed import Typing
from moderator.journal.entry import Entry
from moderator.people import Cited, Draft, PeopleSetup

SHOW = """
  - cue: "1"
    dialogue:
      with: host
      at_most: 60s
      approval: operator
      deflect: ["I do not know."]
      answers: [{id: who, ask: ["Who are you?"], say: I am Kuafu.}]
  - {cue: "2", wait: 1h}
"""
FACTS = tuple(
    Cited(f"gdp_{year}", f"RMB {year} bn", f"June {year}", "the bureau")
    for year in range(2020, 2025)
)
OFFERED = tuple((f"answer_{number}", f"This is answer {number}. " * 8) for number in range(9))
LONGEST = Draft(
    cue="1",
    question="How did the economy of this district do in all those years? " * 4,
    answer="It grew, and it grew again, and then it grew some more than that. " * 20,
    how="facts",
    cited=FACTS,
    offered=OFFERED,
    due_ns=10**12,
)
SHORT = Draft("1", "Who are you?", "I am Kuafu.", "scripted", (), (), 8 * 10**9)


def lines_of(renderable, width=80, height=24):
    console = Console(file=io.StringIO(), width=width, height=height, color_system=None)
    console.print(renderable)
    return console.file.getvalue().splitlines()


def texts(rows):
    return [text.plain for text, _ in rows]


@pytest.fixture
async def screen(on_stage):
    """Draw the screen of a show in which a draft waits, if one is given."""
    people = KeyboardPeople(PeopleSetup())
    show = await on_stage(SHOW, hot='- {cue: "H1", wait: 1s}', people=people)
    await show.go()
    await show.after(1)

    def drawn(draft=None, typing=None, **size):
        show.conductor.deciding.asked = draft
        picture = draw(show.parts, show.conductor, people, typing, list(show.entries()))
        return lines_of(picture, **size)

    drawn.show = show
    return drawn


async def test_the_longest_draft_leaves_room_for_what_matters(screen):
    drawn = screen(LONGEST)
    assert len(drawn) == 24
    shown = "\n".join(drawn)
    assert "GO: close the dialogue" in shown
    assert "made from facts:" in shown
    assert "gdp_2020 = RMB 2020 bn, as of June 2020 · the bureau" in shown
    assert "and gdp_2022, gdp_2023, gdp_2024" in shown
    assert " 1 answer_0: This is answer 0." in shown
    assert "3 answer_2 · 4 answer_3" in shown
    assert drawn[22].startswith(" Esc STOP · y say it · n refuse · 1–9 say that · e type an answer")


async def test_a_draft_with_an_answer_being_typed_has_room_too(screen):
    drawn = screen(LONGEST, Typing("answer", text="Very deep."))
    assert len(drawn) == 24
    assert any(line.startswith(" say: Very deep.▏") for line in drawn)
    assert not any("answer_0" in line for line in drawn)  # no key picks it now
    assert "Enter say it" in drawn[22]
    assert "Esc STOP" in drawn[22]


async def test_where_nothing_was_found_there_is_nothing_to_approve(screen):
    nothing = Draft("1", "Tea?", "", "", (), (("who", "I am Kuafu."),), 8 * 10**9)
    drawn = screen(nothing)
    assert any("no answer was found" in line for line in drawn)
    assert "1–9 hot cues" in screen()[23]
    assert "hot cues" not in drawn[23]
    assert drawn[22].startswith(" Esc STOP · n refuse · 1 say that · e type an answer")


async def test_the_question_that_is_waited_for_has_its_keys(screen):
    drawn = screen()
    assert any("question 1: ? types it, t talks, t again ends" in line for line in drawn)
    assert drawn[22].startswith(" Esc STOP · Space GO · h hold · ? type · t talk")


async def test_who_holds_push_to_talk_is_shown_and_that_nothing_listens(screen):
    screen.show.parts.ears.press("keyboard")
    shown = "● TALKING: keyboard · but no listener hears (--hear NAME)"
    assert any(shown in line for line in screen())
    assert not any("--hear" in text for text in texts([talk_row(("keyboard",), deaf=False)]))


async def test_while_a_line_is_typed_no_other_key_is_offered(screen):
    drawn = screen(typing=Typing("question", screen.show.people.turn))
    assert "Enter ask it · Tab take one" in drawn[22]
    assert drawn[23].strip() == "the other keys are letters of the line"
    kept = Typing("answer", text="Tea.", kept="the draft has gone")
    drawn = screen(typing=kept)
    assert any("the draft has gone: Enter keeps the line" in line for line in drawn)
    assert "Enter" not in drawn[22]


async def test_what_space_does_to_a_draft_is_said(screen):
    assert screen(SHORT)[23].startswith(" Space close the dialogue, draft and all · x interrupt")


@pytest.mark.parametrize("draft", [None, SHORT, LONGEST])
@pytest.mark.parametrize("height", [4, 8, 16])
async def test_the_keys_are_the_last_to_be_left_out(screen, draft, height):
    drawn = screen(draft, width=60, height=height)
    assert len(drawn) == height
    assert drawn[-2].startswith(" Esc STOP · ")


def test_what_is_offered_is_shown_in_as_many_lines_as_there_is_room_for():
    nothing = replace(LONGEST, answer="", cited=())
    rows = list(draft_rows(nothing, 0))
    assert [lines for _, lines in rows] == [1, 1, 2, 2, 2, 2, 2, 1]
    assert texts(rows)[-1] == " 6 answer_5 · 7 answer_6 · 8 answer_7 · 9 answer_8"
    assert sum(lines for _, lines in draft_rows(LONGEST, 0)) == 13


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"approved": True, "by": "keyboard"}, "say it, by keyboard: the answer follows"),
        ({"approved": False, "by": "keyboard"}, "refused, by keyboard: the way out follows"),
        (
            {"approved": True, "by": "http", "pick": "age"},
            "age was picked, by http: the answer follows",
        ),
        (
            {"approved": True, "by": "keyboard", "text": "Tea."},
            "an answer was typed, by keyboard: the answer follows",
        ),
        (
            {"approved": False, "by": "nobody in time"},
            "nobody decided in time: the way out follows",
        ),
    ],
)
def test_what_was_decided_on_a_draft_is_said(told, words):
    shown = lines_of(entries([Entry(n=1, at_s=0.0, kind="approval", cue="2", data=told)], 4))
    assert shown[0].rstrip().endswith(f"decided    2: {words}")


@pytest.mark.parametrize(
    ("kind", "told", "line"),
    [
        ("time_given", {"given_s": 60.0, "in_all_s": 60.0}, "more time  2: 1:00"),
        ("time_given", {"given_s": 60.0, "in_all_s": 150.0}, "more time  2: 1:00, 2:30 in all"),
        ("fault", {"what": "cue 2: nobody answers"}, "FAULT      2: nobody answers"),
    ],
)
def test_what_happened_is_told_once_and_with_its_figures(kind, told, line):
    shown = lines_of(entries([Entry(n=1, at_s=0.0, kind=kind, cue="2", data=told)], 4))
    assert shown[0].rstrip().endswith(line)


async def test_what_fits_is_listed_beneath_what_is_typed(screen):
    typing = Typing("question", screen.show.people.turn)
    typing.key("tab")
    drawn = screen(typing=typing)
    assert any(line.startswith("   ▸ Who are you?") for line in drawn)
    assert "Esc STOP" in drawn[22]


def test_the_time_left_is_counted_down():
    assert "8 s left" in texts(draft_rows(SHORT, 0))[0]
    assert "1 s left" in texts(draft_rows(SHORT, 7_500_000_000))[0]
    assert "0 s left" in texts(draft_rows(SHORT, 9_000_000_000))[0]


def test_what_a_terminal_would_obey_is_not_drawn():
    draft = Draft("1", "\x1b[2J", "\x1b]0;x\x07", "facts", (Cited("a", "\x9b", "", ""),), (), 0)
    assert not [text for text in texts(draft_rows(draft, 0)) if not text.isprintable()]
