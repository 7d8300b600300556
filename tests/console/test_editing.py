"""The show's files are followed and changed while it is performed."""

import asyncio

import pytest

from moderator.cli.wiring import prepare
from moderator.console.editing import Editing
from moderator.engine.book import Edition
from moderator.engine.revising import Revision
from moderator.errors import CannotStart
from moderator.knowledge.template import fill
from moderator.show.lines import worded
from moderator.show.load import load
from moderator.voice.render import Renderer

CUES = """
- {cue: "1", wait: 10s}
- cue: "2"   # the guest
  speak: Our guest is {people.ji.name}.
"""


@pytest.fixture
async def edited(on_stage, tmp_path):
    """A show on stage, and what follows its files."""
    show = await on_stage(CUES)
    file = tmp_path / "show/show.yaml"
    renderer = Renderer()

    def read(drafts):
        return load(str(file), "simulator", None, drafts)

    def revise(loaded):
        made = prepare(loaded, renderer)
        edition = Edition(loaded.show, loaded.materials, made.ready)
        return Revision(edition, made.rundown, loaded.fingerprint())

    def sound(loaded, text):
        line = worded(fill(text, loaded.materials.facts.value), loaded.materials)
        return renderer.render(line).path.read_bytes()

    yield show, file, Editing(read({}), read, revise, sound, show.conductor.revising)
    renderer.close()


async def accept(show, editing, edition):
    await editing.write(edition)
    answer = await show.order("revise", edition)
    if answer.accepted:
        await editing.taken_in(edition)
    return answer


async def test_a_name_is_changed_and_said_and_stands_in_the_file(edited):
    show, file, editing = edited
    before = file.read_text("utf-8")
    changed = await editing.change(["people", "ji", "name"], "Sun Xiao")
    assert changed.problems == ()
    assert file.read_text("utf-8") == before
    offer = show.entries("offered")[-1].data
    assert offer["changes"] == ["person ji: Sun Xiao, General Manager"]
    assert any(line.startswith("+") and "Sun Xiao" in line for line in offer["diff"])
    assert (await accept(show, editing, changed.edition)).accepted
    assert file.read_text("utf-8") == before.replace("Ji Pengfei", "Sun Xiao")
    await show.order("jump", "2")
    await show.go(expecting="2")
    await show.until("cue_ended", "2")
    assert show.entries("said")[-1].data["text"] == "Our guest is Sun Xiao."


async def test_several_changes_are_one_offer(edited):
    show, file, editing = edited
    await editing.change(["people", "ji", "name"], "Sun Xiao")
    changed = await editing.change(["people", "ji", "say"], "swun shao")
    assert (await accept(show, editing, changed.edition)).accepted
    assert "name: Sun Xiao" in file.read_text("utf-8")
    assert "say: swun shao" in file.read_text("utf-8")


async def test_a_change_with_a_mistake_is_told_and_nothing_is_offered(edited):
    show, file, editing = edited
    before = file.read_text("utf-8")
    changed = await editing.change(["acts", 0, "cues", 1, "speak"], "Our guest is {nobody.name}.")
    assert "nobody" in changed.problems[0]
    assert show.entries("offered") == []
    assert file.read_text("utf-8") == before


async def test_a_file_that_is_written_by_others_is_offered_once_it_is_sound(edited):
    show, file, editing = edited
    following = asyncio.create_task(editing.run())
    await show.after(2)
    before = file.read_text("utf-8")
    for text in ("twelve", "12s"):
        file.write_text(before.replace("10s", text), "utf-8")
        await show.after(5)
    file.write_text(before, "utf-8")
    await show.after(5)
    following.cancel()
    unsound, sound, none = (entry.data for entry in show.entries("offered"))
    assert "show.yaml:11" in unsound["problems"][0]
    assert sound["changes"] == ["cue 1 is other"]
    assert none == {}


async def test_a_file_that_is_changed_meanwhile_is_not_written_over(edited):
    _, file, editing = edited
    changed = await editing.change(["people", "ji", "name"], "Sun Xiao")
    theirs = file.read_text("utf-8") + "# mine\n"
    file.write_text(theirs, "utf-8")
    with pytest.raises(CannotStart, match="changed meanwhile"):
        await editing.write(changed.edition)
    assert file.read_text("utf-8") == theirs


async def test_what_can_be_changed_is_told_with_its_place(edited):
    _, _, editing = edited
    told = editing.words
    assert {"path": ["people", "ji", "name"], "text": "Ji Pengfei"} in told["people"][1]["texts"]
    line = {
        "cue": "2",
        "path": ["acts", 0, "cues", 1, "speak"],
        "text": "Our guest is {people.ji.name}.",
    }
    assert told["lines"] == [line]


async def test_a_line_is_heard_with_the_pronunciation_that_is_offered(edited):
    _, _, editing = edited
    before = await editing.sound("Our guest is {people.ji.name}.")
    assert before.startswith(b"RIFF")
    await editing.change(["people", "ji", "say"], "gee peng fay the first")
    assert await editing.sound("Our guest is {people.ji.name}.") != before
