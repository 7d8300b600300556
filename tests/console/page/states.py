"""States of a show that the pages are looked at in."""

from playwright.async_api import expect

from moderator.robot import Grade

CUES = """
- {cue: "1", speak: "Good afternoon. My name is Kuafu, and I am glad that you have come."}
- {cue: "2", talk: {by: ji, title: "Stars and how far they are", allotted: 10m}}
- cue: "3"
  dialogue:
    with: host
    at_most: 10m
    approval: operator
    undecided: {after: 5m}
    keep_questions: true
    deflect: ["I do not know."]
    answers:
      - {id: who, ask: ["Who are you?"], say: "I am Kuafu, and I live in Shijingshan."}
      - {id: age, ask: ["How old are you?"], say: "I am two."}
- {cue: "4", wait: 30s}
"""
HOT = '- {cue: "H1", speak: We have a short technical pause.}'


async def standby(show, line):
    """Nothing has begun."""


async def talk(show, line):
    """A speaker has the stage."""
    await show.order("jump", "2")
    await show.go(expecting="2")
    await show.soon(lambda: show.entries("talk_started"), within_s=60)


async def draft(show, line):
    """An answer waits for the operator's word."""
    await show.order("jump", "3")
    await show.go(expecting="3")
    show.people.questions.put_nowait("Who are you?")
    await show.soon(lambda: show.entries("draft"), within_s=60)


async def stopped(show, line):
    """The show was stopped while the robot spoke."""
    await show.go(expecting="1")
    await show.soon(lambda: show.entries("said"))
    show.stop(Grade.FREEZE)
    await show.soon(lambda: show.state == "stopped")


async def looks_on(show, line):
    """The show is called from another console."""
    await show.caller().post("take_over", {"console": "K7QM"})


async def stale(show, line):
    """Nothing comes over the line any more."""
    line.hold()


STATES = {
    "standby": standby,
    "talk": talk,
    "draft": draft,
    "stopped": stopped,
    "looks on": looks_on,
    "stale": stale,
}
FRESH = {
    "standby": "Standby",
    "talk": "Running",
    "draft": "Running",
    "stopped": "Stopped",
    "looks on": "Standby",
}


async def shown(page, view, state):
    """Wait until a page shows the state that its show is in."""
    if state == "stale":
        await expect(page.locator("body.stale #link")).not_to_be_empty()
        return
    await expect(page.locator("body")).not_to_have_class("stale")
    if view in ("operator", "backstage"):
        await expect(page.locator("#state")).to_have_text(FRESH[state])
    if (view, state) == ("operator", "looks on"):
        await expect(page.locator("#caller")).to_be_visible()
