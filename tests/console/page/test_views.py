import re

import pytest
from playwright.async_api import expect
from tests.console.page.browser import SIZES, in_browser
from tests.console.remote.elsewhere import inputs

from moderator.console.remote.access import read_tokens
from moderator.console.remote.pages import VIEWS
from moderator.values.hall_sound import HallSound

pytestmark = in_browser

NASTY = "<b onclick=alert(1)>'Li' &amp; \u05d0\u05d1\u05d2</b>" + " Office" * 30
CUES = """
- {cue: "1", speak: "Good afternoon. My name is Kuafu, and I am glad that you have come."}
- {cue: "2", talk: {by: ji, title: "Stars", allotted: 10m}}
- {cue: "3", wait: 30s}
"""
DIALOGUE = """
- cue: "1"
  dialogue:
    with: host
    at_most: 60s
    deflect: ["I do not know."]
    answers:
      - {id: who, ask: ["Who <i>are</i> you?"], say: I am Kuafu.}
      - {id: old, ask: ["How old are you?"], say: Two years.}
"""
ROLES = ("OPERATOR", "VIEW", "PROMPTER", "CAPTIONS")
TOKENS = {f"MODERATOR_{role}_TOKEN": role.lower() * 4 for role in ROLES}
ROLE_OF = {"operator": "OPERATOR", "backstage": "VIEW", "confidence": "VIEW",
           "prompter": "PROMPTER", "captions": "CAPTIONS"}  # fmt: skip


def token_of(role):
    return TOKENS[f"MODERATOR_{role}_TOKEN"]


async def test_captions_show_what_is_said_two_lines_at_most(elsewhere, views):
    show = await elsewhere(CUES)
    page = await views.open(show, "captions")
    await expect(page).to_have_title("A show on the bench · Captions")
    await show.go()
    await expect(page.locator("#lines")).to_contain_text("Good afternoon.")
    assert (await page.locator("#lines").inner_text()).count("\n") <= 1
    await expect(page.locator("#lines")).to_have_text("", timeout=12_000)


async def test_the_confidence_monitor_counts_down_and_takes_its_colour(elsewhere, views):
    show = await elsewhere(CUES)
    page = await views.open(show, "confidence")
    await show.order("jump", "2")
    await show.go(expecting="2")
    await expect(page.locator("#who")).to_have_text("Ji Pengfei", timeout=10_000)
    await expect(page.locator("#big")).to_contain_text("9:5")
    await expect(page.locator("body")).to_have_attribute("data-colour", "green")


async def test_the_prompter_shows_the_next_question_and_what_the_robot_says(elsewhere, views):
    show = await elsewhere(DIALOGUE)
    page = await views.open(show, "prompter")
    await show.go()
    await expect(page.locator("#question")).to_have_text("Who <i>are</i> you?", timeout=10_000)
    show.people.questions.put_nowait("Who are you?")
    await expect(page.locator("#said")).to_have_text("I am Kuafu.", timeout=10_000)
    await expect(page.locator("#question")).to_have_text("How old are you?")


LONG = " ".join(f"This is sentence {n} of more than fit on a screen." for n in range(1, 9))
LINES = f"""
- {{cue: "1", name: The guests, sequence: [{{speak: "{LONG}"}}, {{speak: "The second."}}]}}
- {{cue: "2", name: A word, speak: "The third."}}
- {{cue: "3", talk: {{by: ji, title: "Stars", allotted: 2s}}}}
- {{cue: "4", speak: "And so we end."}}
"""
IN_SIGHT = """() => {
  const of = (element) => element.getBoundingClientRect();
  const word = document.querySelector('[data-is="now"]');
  const main = of(document.querySelector("main"));
  return word && of(word).top >= main.top && of(word).bottom <= main.bottom;
}"""


async def test_the_prompter_keeps_the_word_in_sight_and_its_sentence_apart(elsewhere, views):
    show = await elsewhere(LINES)
    page = await views.open(show, "prompter")
    await expect(page.locator("#lines p")).to_have_count(2)
    await show.go()
    near = page.locator("#said [data-near]")
    for number in ("1", "8"):
        await expect(near.get_by_text(number, exact=True)).to_be_visible(timeout=40_000)
        await page.wait_for_function(IN_SIGHT)
        assert await near.count() == len("This is sentence 1 of more than fit on a screen.".split())
    await expect(page.locator("#rest")).to_have_text("The second.")
    await expect(page.locator("#next")).to_have_text("Next: A word")
    await expect(page.locator("#lines")).to_have_text("The third.")


async def test_the_prompter_shows_the_time_of_whoever_has_the_stage(elsewhere, views):
    show = await elsewhere(LINES)
    page = await views.open(show, "prompter")
    await show.order("jump", "3")
    await show.go(expecting="3")
    await expect(page.locator("#on")).to_have_text("Ji Pengfei: Stars", timeout=10_000)
    await expect(page.locator("#now")).to_have_attribute("data-colour", "green")
    await expect(page.locator("#next")).to_have_text("Next")
    await expect(page.locator("#lines")).to_have_text("And so we end.")
    await expect(page.locator("#left")).to_have_text("+0:01")
    await expect(page.locator("#under")).to_have_text("over time")
    await expect(page.locator("#now")).to_have_attribute("data-colour", "over")


async def test_backstage_reads_and_orders_nothing(elsewhere, views):
    show = await elsewhere(CUES)
    page = await views.open(show, "backstage")
    await expect(page.locator("#rundown li")).to_have_count(3)
    await page.keyboard.press("Space")
    await page.locator("#rundown li").nth(2).click()
    await page.keyboard.press("Escape")
    assert show.entries("go") + show.entries("order") + show.entries("stop") == []


async def test_an_act_has_its_planned_expected_and_actual_time_and_how_far_it_is_off(
    elsewhere, views
):
    show = await elsewhere('- {cue: "1", wait: 10m}\n- {cue: "2", wait: 5m}')
    page = await views.open(show, "backstage")
    act = page.locator("#rundown h2")
    await expect(act).to_have_text(re.compile(r"One14:00:0014:00:0\d15:02$"))
    await expect(act).not_to_have_attribute("data-began", "")
    await show.go()
    await expect(act).to_have_attribute("data-began", "")
    await page.wait_for_timeout(400)  # longer than the guard
    await show.go()
    await expect(act.locator(".over")).to_have_text(re.compile("(9:5|10:0)\\d under"))


@pytest.mark.parametrize("view", ["operator", "backstage"])
async def test_a_talk_that_runs_tells_what_was_given_and_what_the_gate_hears(
    elsewhere, views, view
):
    show = await elsewhere(CUES)
    page = await views.open(show, view)
    told = page.locator("#acting li p")
    await show.order("jump", "2")
    await show.go(expecting="2")
    await show.soon(lambda: show.entries("talk_started"), within_s=60)
    await expect(told).to_have_text("")
    await show.order("give_time", "2", words="2m")
    await expect(told).to_have_text("2:00 more given")
    show.parts.gate.tell(HallSound.APPLAUSE)
    await expect(told).to_have_text("2:00 more given · hall: applause")
    show.parts.gate.tell(HallSound.SPEECH)
    await expect(told).to_have_text("2:00 more given · hall: speech")


@pytest.mark.parametrize("view", VIEWS)
async def test_each_view_opens_with_the_token_of_its_role(elsewhere, views, view):
    show = await elsewhere(CUES, to=inputs(tokens=read_tokens(None, TOKENS)))
    page = await views.open(show, view, token=token_of(ROLE_OF[view]))
    await expect(page.locator("body")).not_to_have_class("stale")
    assert "#" not in page.url


@pytest.mark.parametrize("view", ["confidence", "prompter"])
async def test_a_link_of_another_role_is_told_in_words(elsewhere, views, view):
    show = await elsewhere(CUES, to=inputs(tokens=read_tokens(None, TOKENS)))
    page = await views.open(show, view, token="nobody" * 4)
    await expect(page.locator("#link")).to_contain_text("not for this page")
    await page.goto("about:blank")  # it tries again and again
    views.wrong.clear()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("view", VIEWS)
async def test_nothing_overflows_whatever_a_name_is(elsewhere, views, view, size):
    show = await elsewhere(CUES.replace("Stars", NASTY))
    page = await views.open(show, view, size=size)
    await show.order("jump", "2")
    await show.go(expecting="2")
    await expect(page.locator("body")).not_to_have_class("stale")
    await show.soon(lambda: show.entries("talk_started"), within_s=60)
    await page.wait_for_function("document.fonts.ready.then(() => true)")
    wide = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    assert await page.evaluate(wide)
    assert await page.locator("b[onclick]").count() == 0
