"""Whole shows, called from the page alone."""

import json
from contextlib import closing
from pathlib import Path

import pytest
from playwright.async_api import expect
from tests.bench import written
from tests.console.page.browser import in_browser
from tests.console.page.caller import Caller, rehearsed, until_there
from tests.console.page.line import free
from tests.console.terminal import Console

pytestmark = in_browser

FORUM = Path(__file__).parents[3] / "scripts/open-cooperation-forum"
ONE_ACT = """
- {cue: "1", speak: "Good afternoon, everybody, and welcome to Shijingshan, where we meet today."}
- {cue: "2", move: bow, continue: auto_follow}
- {cue: "3", wait: 20s}
- {cue: "4", speak: "One more thing, which nobody has to hear."}
- {cue: "5", talk: {by: ji, title: Stars, allotted: 2m}}
- cue: "6"
  dialogue:
    with: host
    at_most: 5m
    approval: operator
    undecided: {after: 60s}
    deflect: ["I do not know."]
    answers:
      - {id: who, ask: ["Who are you?"], say: "I am Kuafu."}
      - {id: age, ask: ["How old are you?"], say: "I am two."}
      - {id: home, ask: ["Where do you live?"], say: "In Shijingshan."}
- {cue: "7", wait: 1s}
"""
SOON_MS = 500
KILLED_IN = """
- {cue: "1", wait: 60s}
- {cue: "2", wait: 60s}
"""


async def held_and_resumed(caller):
    await caller.page.keyboard.press("KeyH")
    await caller.until_state("held")
    await caller.page.keyboard.press("KeyR")
    await caller.until_state("standby", "running")


async def skipped(caller):
    before = (await caller.at())["standby"]
    await caller.page.keyboard.press("KeyS")
    await expect(caller.page.locator(f'#rundown [data-key="{before}"]')).to_have_attribute(
        "data-is", "skipped"
    )


def stopped(how):
    async def stop(caller):
        if how == "Escape":
            await caller.page.keyboard.press(how)
        else:
            await caller.page.locator(how).click()
        await caller.until_state("stopped", "faulted")

    return stop


async def approved(caller):
    await caller.page.keyboard.press("KeyY")


async def refused(caller):
    await caller.page.keyboard.press("KeyN")


async def picked(caller):
    await caller.page.locator("#draft .offered button").first.click(timeout=SOON_MS)


async def answered(caller):
    await caller.page.keyboard.press("KeyE")
    await caller.page.locator("#own-answer").fill("That is for another day.", timeout=SOON_MS)
    await caller.page.keyboard.press("Enter")


async def reloaded(caller):
    await caller.page.reload()
    await caller.until_state("standby", "running", "held")


def record(out):
    return [json.loads(line) for line in (out / "as-run.jsonl").read_text("utf-8").splitlines()]


def of(entries, kind):
    return [entry for entry in entries if entry["kind"] == kind]


def skipped_of(entries):
    return [e["cue"] for e in of(entries, "cue_ended") if e["outcome"] == "skipped"]


@pytest.mark.slow
async def test_one_act_is_called_from_the_page(views, tmp_path):
    folder, out, port = written(tmp_path / "show", ONE_ACT), tmp_path / "out", free()
    async with rehearsed(folder, out, port, "--pace", "10", "--speech", "silent") as process:
        await until_there(port)
        page = await views.open(None, port=port)
        caller = Caller(
            page,
            standing={"2": held_and_resumed, "4": skipped, "5": reloaded},
            running={"1": stopped("Escape"), "3": stopped("#stops .freeze")},
            drafts=[approved, refused, approved],
        )
        await caller.call(lambda: process.returncode is not None)
        assert process.returncode == 0, await process.stderr.read()
    entries = record(out)
    assert {entry["origin"] for entry in of(entries, "go")} == {"live operator 127.0.0.1"}
    assert {"relax", "freeze"} <= {entry["grade"] for entry in of(entries, "stop")}
    assert skipped_of(entries) == ["4"]
    assert [entry["approved"] for entry in of(entries, "approval")] == [True, False, True]
    assert not caller.standing | caller.running


async def ready(caller):
    """Have the show on standby; a busy machine's supervisor may have stopped it before."""
    while (await caller.until_state("standby", "stopped"))["state"] == "stopped":
        await caller.page.keyboard.press("KeyP")
        await caller.until_state("preflight", "standby")


@pytest.mark.slow
async def test_a_run_that_was_killed_goes_on_on_the_page_that_was_open(views, tmp_path):
    folder, port = written(tmp_path / "show", KILLED_IN), free()
    options = ("--console", str(port), "--silent")
    with closing(Console(tmp_path, folder, *options)) as killed:
        await until_there(port)
        page = await views.open(None, port=port)
        caller = Caller(page)
        await ready(caller)
        await page.keyboard.press("Space")
        await expect(page.locator("#acting li")).to_have_count(1)
        killed.kill()
        await expect(page.locator("#go")).to_be_disabled()
        await expect(page.locator("#link")).to_contain_text("No link for")
    with closing(Console(tmp_path, folder, *options, resume=True)) as resumed:
        await caller.until_state("stopped")
        await page.keyboard.press("Space")
        await expect(page.locator("#became")).not_to_be_empty()
        await page.keyboard.press("KeyP")
        await ready(caller)
        await page.keyboard.press("Space")
        await expect(page.locator("#acting li")).to_have_count(1)
        assert [entry["cue"] for entry in resumed.record("go")] == ["1", "1"]


async def taken_over(by, of):
    """Have one console take the show over from another."""
    await expect(by.locator("#caller")).to_be_visible()
    for _ in range(2):
        await by.keyboard.press("KeyT")
    await expect(by.locator("#caller")).to_be_hidden()
    await expect(of.locator("#caller")).to_be_visible()


@pytest.mark.proof
async def test_the_whole_forum_is_called_from_the_page(views, tmp_path):
    out, port = tmp_path / "out", free()
    async with rehearsed(FORUM, out, port, "--pace", "15") as process:
        await until_there(port)
        page, other = [await views.open(None, port=port) for _ in range(2)]

        async def called_from_another(caller):
            await taken_over(other, caller.page)
            await other.keyboard.press("Space")
            await caller.until_state("running")
            await taken_over(caller.page, other)

        caller = Caller(
            page,
            standing={
                "3": held_and_resumed,
                "36": reloaded,
                "46": skipped,
                "56": called_from_another,
            },
            running={
                "2": stopped("Escape"),
                "6": stopped("#stops .freeze"),
                "24": stopped("#stops .robot_stop"),
                "44": reloaded,
            },
            drafts=[refused, answered, picked] * 3,
        )
        await caller.call(lambda: process.returncode is not None)
        assert process.returncode == 0, await process.stderr.read()
    entries = record(out)
    assert {entry["origin"] for entry in of(entries, "go")} == {"live operator 127.0.0.1"}
    assert {entry["grade"] for entry in of(entries, "stop")} == {"relax", "freeze", "robot_stop"}
    assert len(of(entries, "caller")) == 3
    assert skipped_of(entries) == ["46"]
    mine = [entry for entry in of(entries, "approval") if entry["by"].startswith("live operator")]
    assert {entry["approved"] for entry in mine} == {True, False}
    assert not caller.standing | caller.running
    assert of(entries, "show_ended")[-1]["ended"] == "finished"
