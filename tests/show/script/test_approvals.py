import pytest
from tests.show.script.conftest import CUES, FACTS, NOW

from moderator.show.script.signing import approve

BY = "Anna Berg"
HEAD = f"approved_by: {BY}\n"


@pytest.fixture
def signed(script):
    """A show whose every word Anna Berg has approved."""
    approve(script(HEAD).folder, script(HEAD).sentences, BY, NOW)
    return script


def states(read):
    return [each.state for each in read.stands]


def test_where_nobody_has_to_approve_words_nobody_is_asked(script):
    assert set(states(script())) == {"not asked"}
    assert script().told == []


def test_what_is_not_approved_is_told_once_with_what_to_do(script):
    [told] = script(HEAD).told
    assert told == (
        "warning: 9 lines not approved by Anna Berg: the first is of cue 1, 'Good evening.' — "
        "moderator script SHOW --approve --all --by 'Anna Berg'"
    )


def test_an_approval_outlives_another_layout_of_the_yaml(signed):
    flow = '      - {cue: "1", speak: "Good [mark: now] evening.", gestures: {now: wave}}\n'
    block = """\
      - cue: "1"
        speak: >-  # as it was
          Good
          evening.
"""
    assert flow in CUES
    read = signed(HEAD, CUES.replace(flow, block))
    assert set(states(read)) == {"approved"}
    assert read.told == []


def test_a_changed_line_is_told_with_what_it_was_and_no_other(signed):
    read = signed(HEAD, CUES.replace("A short pause.", "A short technical pause."))
    assert states(read)[-1] == "changed"
    assert set(states(read)[:-1]) == {"approved"}
    [told] = read.told
    assert told == (
        "warning: this was changed since Anna Berg approved it on 2026-05-04 10:00 — "
        "it was: A short pause."
    )


def test_a_figure_is_approved_with_its_value(signed):
    read = signed(HEAD, facts=FACTS.replace("400", "401"))
    assert [each.sentence.cue.cue for each in read.stands if each.open] == ["2"]


def test_a_line_that_only_moves_stays_approved(signed):
    moved = CUES.replace('"1", speak', '"1.5", speak').replace("act: One", "act: Opening")
    assert set(states(signed(HEAD, moved))) == {"approved"}


def test_the_word_of_somebody_else_is_not_the_one_that_is_asked_for(signed):
    read = signed("approved_by: Otto Lang\n")
    assert set(states(read)) == {"not approved"}
    assert set(states(signed("approved_by: anna  berg\n"))) == {"approved"}


def test_an_act_may_be_somebody_elses_to_approve(signed):
    read = signed(HEAD, CUES.replace("- act: Two\n", "- act: Two\n    approved_by: Otto Lang\n"))
    assert states(read) == [*["approved"] * 2, *["not approved"] * 6, "approved"]
    [told] = read.told
    assert "--approve 'Two' --by 'Otto Lang'" in told


def test_only_the_acts_that_ask_for_it_need_it(script):
    read = script("", CUES.replace("- act: Two\n", f"- act: Two\n    approved_by: {BY}\n"))
    assert states(read) == [*["not asked"] * 2, *["not approved"] * 6, "not asked"]


def test_a_line_that_was_taken_away_is_no_problem(signed):
    read = signed(HEAD, CUES.replace("remind: One minute more., ", ""))
    assert set(states(read)) == {"approved"}


def test_of_a_long_line_the_part_that_was_changed_is_told(script):
    long = "We have come a long way together and now we go home by the last train."
    read = script(HEAD, CUES.replace("A short pause.", long))
    approve(read.folder, read.sentences, BY, NOW)
    [told] = script(HEAD, CUES.replace("A short pause.", long.replace("last", "next"))).told
    assert told.endswith("it was: … by the last train.")


GROUP = """\
      - cue: "7"
        sequence:
          - {speak: First comes Sun.}
          - {speak: Then comes Wang.}
hot:
"""


@pytest.mark.parametrize("key", ["", "            children:\n"])
def test_a_line_of_a_group_is_told_where_it_stands(script, key):
    cues = CUES.replace("hot:\n", GROUP)
    if key:
        cues = cues.replace("        sequence:\n", "        sequence:\n" + key)
        cues = cues.replace("          - {", "              - {")
    read = script(HEAD, cues)
    approve(read.folder, read.sentences, BY, NOW)
    last = script(HEAD, cues.replace("Then comes", "Now comes"))
    [warning] = last.loaded.problems
    line = last.loaded.path.read_text().splitlines()[warning.place.line - 1]
    assert "Now comes Wang." in line
    assert [each.sentence.kind for each in last.stands if each.open] == ["sequence, child 2, line"]


def test_of_two_acts_of_one_name_each_has_its_own_approver(script):
    cues = CUES.replace("act: One\n", f"act: One\n    approved_by: {BY}\n").replace(
        "act: Two", "act: One"
    )
    read = script("", cues)
    assert [each.asked for each in read.stands[:2]] == [BY, BY]
    assert not any(each.asked for each in read.stands[2:])
    assert [told.split(":")[0] for told in read.told] == ["warning"]
    assert "2 lines not approved by Anna Berg" in read.told[0]
