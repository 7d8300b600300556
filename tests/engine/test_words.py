"""Words that somebody has to approve, in preflight."""

from datetime import UTC, datetime

from moderator.engine.preflight import prepare
from moderator.show.script.sentences import sentences
from moderator.show.script.signing import approve

CUES = '- {cue: "1", speak: Good evening.}\n- {cue: "2", speak: Welcome.}'
HEAD = "approved_by: Anna Berg\n"


def sign(show):
    found = sentences(show.parts.show, show.parts.materials)
    approve(show.parts.materials.folder, found, "Anna Berg", datetime.now(UTC))


def told(show):
    return [
        (e.data["ok"], e.data["why"]) for e in show.entries("check") if e.data["name"] == "words"
    ]


async def test_nothing_moves_while_words_are_not_approved(on_stage):
    show = await on_stage(CUES, head=HEAD, live=True)
    assert show.state == "faulted"
    assert "activate" not in show.robot.told
    [(ok, why)] = told(show)
    assert not ok
    assert why == (
        "cue 1, line, 'Good evening.': not approved by Anna Berg; "
        "cue 2, line, 'Welcome.': not approved by Anna Berg"
    )


async def test_approved_meanwhile_they_are_green_at_the_next_preflight(on_stage):
    show = await on_stage(CUES, head=HEAD, live=True)
    sign(show)
    await prepare(show.parts, show.conductor)
    assert show.state == "standby"
    assert told(show)[1:] == [(True, "2 of 2 lines are approved")]


async def test_approvals_that_cannot_be_read_are_none(on_stage):
    show = await on_stage(CUES, head=HEAD, live=True)
    (show.parts.materials.folder / "approvals.yaml").write_text("approvals: [")
    [check] = show.parts.words()
    assert not check.ok
    assert "approvals.yaml:1:" in check.why


async def test_a_rehearsal_needs_no_approval_and_says_what_is_missing(on_stage):
    show = await on_stage(CUES, head=HEAD)
    assert show.state == "standby"
    [(ok, why)] = told(show)
    assert ok
    assert "not approved by Anna Berg" in why


async def test_where_nobody_is_asked_nothing_is_recorded(on_stage):
    show = await on_stage(CUES, live=True)
    assert (show.state, told(show)) == ("standby", [])
