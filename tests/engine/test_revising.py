"""A revised show takes the place of the one that is performed."""

import pytest
from tests.bench import prepared, written

from moderator.engine.book import Edition
from moderator.engine.left_off import left_off
from moderator.engine.orders import Verb
from moderator.engine.revising import Revision
from moderator.journal.board import board_of
from moderator.journal.reading import Record

CUES = """
- {cue: "1", wait: 10s}
- {cue: "2", speak: "Our guest is {people.ji.name}."}
- {cue: "3", wait: 30s}
"""


@pytest.fixture
def revision(tmp_path):
    """Make a revised show of the YAML of its cues."""
    renderers = []

    def made(cues=CUES, place="revised", name="Ji Pengfei", **options):
        folder = written(tmp_path / place, cues, **options)
        file = folder / "show.yaml"
        file.write_text(file.read_text("utf-8").replace("Ji Pengfei", name), "utf-8")
        show = prepared(folder)
        renderers.append(show.renderer)
        return show

    yield made
    for renderer in renderers:
        renderer.close()


def offered(show, revised):
    loaded = revised.loaded
    edition = Edition(loaded.show, loaded.materials, revised.ready)
    revision = Revision(edition, revised.rundown, loaded.fingerprint())
    show.conductor.revising.offer(revision, [])
    return revision.fingerprint


async def test_a_line_of_a_coming_cue_is_said_as_it_is_written_now(on_stage, revision):
    show = await on_stage(CUES)
    edition = offered(show, revision(CUES.replace("guest", "honoured guest")))
    assert (await show.order("revise", edition)).accepted
    await show.order("jump", "2")
    await show.go(expecting="2")
    await show.until("cue_ended", "2")
    assert [e.data["text"] for e in show.entries("said")] == ["Our honoured guest is Ji Pengfei."]
    assert show.entries("revised")[0].data["changes"] == ["cue 2 is other"]


async def test_a_person_who_is_another_is_named_in_what_comes(on_stage, revision):
    show = await on_stage(CUES)
    edition = offered(show, revision(name="Sun Xiao"))
    assert (await show.order("revise", edition)).accepted
    await show.order("jump", "2")
    await show.go(expecting="2")
    await show.until("cue_ended", "2")
    assert [e.data["text"] for e in show.entries("said")] == ["Our guest is Sun Xiao."]
    assert show.entries("revised")[0].data["changes"] == ["person ji: Sun Xiao, General Manager"]


async def test_a_cue_that_runs_is_never_another(on_stage, revision):
    show = await on_stage(CUES)
    edition = offered(show, revision(CUES.replace("wait: 10s", "wait: 12s")))
    await show.go()
    refused = await show.order("revise", edition)
    assert refused.reason == "cue 1 runs, and would be another: wait until it has ended"
    await show.until("cue_ended", "1")
    assert (await show.order("revise", edition)).accepted


async def test_cues_that_come_may_be_new_gone_and_moved(on_stage, revision):
    show = await on_stage(CUES)
    await show.go()
    await show.until("cue_ended", "1")
    new = '- {cue: "1", wait: 10s}\n- {cue: "2.5", wait: 5s}\n- {cue: "2", wait: 1s}'
    assert (await show.order("revise", offered(show, revision(new)))).accepted
    assert [called.number for called in show.parts.rundown.cues] == ["1", "2.5", "2"]
    assert show.standby == "2"


async def test_cues_that_were_called_stay_where_they_were(on_stage, revision):
    show = await on_stage(CUES)
    await show.go()
    await show.until("cue_ended", "1")
    edition = offered(show, revision('- {cue: "0", wait: 1s}\n' + CUES))
    assert "stay as they are" in (await show.order("revise", edition)).reason


async def test_what_a_run_is_set_up_by_stays(on_stage, revision):
    show = await on_stage(CUES)
    edition = offered(show, revision(head="limits: {battery: {warn: 30%, hold: 15%}}"))
    assert "the robot's limits cannot be another" in (await show.order("revise", edition)).reason


async def test_an_older_offer_is_not_taken_for_a_newer(on_stage, revision):
    show = await on_stage(CUES)
    older = offered(show, revision(CUES.replace("30s", "31s"), place="older"))
    offered(show, revision(CUES.replace("30s", "32s"), place="newer"))
    assert "revised again since" in (await show.order("revise", older)).reason


async def test_nothing_is_taken_in_that_is_not_offered(on_stage):
    show = await on_stage(CUES)
    assert (await show.order("revise", "0" * 16)).reason == "no revised show is offered"


async def test_the_record_alone_tells_what_is_performed(on_stage, revision):
    show = await on_stage(CUES)
    edition = offered(show, revision(CUES.replace("30s", "31s")))
    board = board_of(show.entries())
    assert (board.offer.edition, board.offer.changes) == (edition, ("cue 3 is other",))
    await show.order("revise", edition)
    board = board_of(show.entries())
    assert (board.offer, board.edition) == (None, edition)
    left = left_off(Record(show.entries()), show.parts.rundown)
    assert left.fingerprint == edition


async def test_cues_that_were_moved_stay_moved(on_stage, revision):
    show = await on_stage(CUES)
    await show.conductor.order(Verb.REORDER, "test", "3", words="2")
    assert (
        await show.order("revise", offered(show, revision(CUES.replace("30s", "31s"))))
    ).accepted
    assert [called.number for called in show.parts.rundown.cues] == ["1", "3", "2"]
