"""What the engine says in English, in the words of an operator who reads Chinese."""

import re

import pytest
from playwright.async_api import expect
from tests.console.page.browser import in_browser
from tests.proving.night import night
from tests.proving.workshop import Workshop

from moderator.console import told as telling
from moderator.cues.claims import Resource
from moderator.engine import supplies
from moderator.engine.lifecycle import State
from moderator.robot import Grade, Reading, Rule
from moderator.show import revising

pytestmark = in_browser

SEEDS = range(1, 61)
IN_NAMES = ("absent", "asked", "courtesy", "courtesy_left_out", "monitor", "said", "stop", "unsaid")
"""Kinds of entries that tell a name, one of few or anybody's, or what people have said."""
NAMES = re.compile(
    r"'.*?'|[\d.]+(?:ms|[hms])|http\S*|artnet universe \d+ at"
    r"|\b(?:GO|desk|lamps|screen|li|ji|mark|cordon|none|None|who|place|H\d)\b|Close it\."
    r"|\b\w+_\w+(?:\.\d)?\b|\b(?:wave|bow|nod)(?:\.\d)?\b"
)
"""Names of cues, devices, people, checks, joints and motions in the nights; GO stays GO."""
AMOUNT = re.compile(r"[\d:.]+( ?(%|°C))?")
ENGLISH = re.compile(r"[A-Za-z]{2,}")
CHINESE = re.compile(r"[\u4e00-\u9fff]")

NESTED = {
    "refused, by live operator 10.0.0.3: the way out follows": (
        "操作台 10.0.0.3 不采用：接着说备用的话"
    ),
    "battery: 4 %, limit 10 %, link: it is lost": "电量：4 %，限值 10 %；机器人连接：已断开",
    "standby is cue 4 — look again, and order what is right now": (
        "现在待命的是条目 4——请看清现状再操作"
    ),
    "start cue 2 if not heard(1) and over > 3m, or else what comes next: the link is lost": (
        "执行条目 2（若条目 1 未演 且 超时 > 3m，否则执行后面的条目）：the link is lost"
    ),
    "the show is held: temperature 78 °C, above 75 °C": "演出已暂停：温度 78 °C，高于 75 °C",
    "cue 3 still holds voice and arms and head": "条目 3 还占用着语音、手臂、头部",
    "preflight: the robot is not ready: joints: left_knee does not answer; have it repaired": (
        "开演检查：机器人未就绪：关节：left_knee 没有响应，请检修"
    ),
}
UNKNOWN = ["", "The hall is on fire", "foo: bar, baz; qux — quux", "<b>standby</b> is cue 4?", "GO"]
NASTY = "<b onclick=alert(1)>Li</b> &amp; 李"
CUES = f"""
- {{cue: "1", name: "{NASTY}", speak: Good afternoon.}}
- {{cue: "2", wait: 5m}}
- {{cue: "3", wait: 1s, fixed: "14:01"}}
"""
IN_PAGE = """async ([does, told]) => {
  const page = await import("/page/words/sentences.js");
  return told.map((text) => page[does](...[text].flat()));
}"""


@pytest.fixture(scope="module")
def nights(tmp_path_factory):
    """The records of some nights, entry by entry."""
    workshop = Workshop(tmp_path_factory.mktemp("nights"))
    return [entry for seed in SEEDS for entry in night(workshop, seed).entries]


def said_of(entry):
    """What the page shows of an entry, as the engine says it."""
    match entry.kind:
        case "playhead":
            yield entry.data["says"] or ""
        case "unready":
            yield from (f"{name}: {why}" for name, why in entry.data["red"].items())
        case "check":
            yield entry.data["why"]
    line = telling.told(entry)
    if line and entry.kind not in IN_NAMES and line.what != entry.data.get("origin"):
        yield line.what


def title_of(sentence):
    """The title of the cue that GO starts or passes over; empty where it does neither."""
    found = re.match(r"(?:start|pass over) cue [^:]*: (.*)", sentence)
    return found[1] if found else ""


def in_chinese(page, does, told):
    return page.evaluate(IN_PAGE, [does, told])


async def test_no_sentence_of_a_night_stays_in_english(elsewhere, views, nights):
    page = await views.open(await elsewhere(), language="zh-CN")
    said = {said for entry in nights for said in said_of(entry) if not AMOUNT.fullmatch(said)}
    sentences = sorted(said - {""})
    left = []
    chinese = await in_chinese(page, "sentence", sentences)
    for sentence, turned in zip(sentences, chinese, strict=True):
        title = title_of(sentence)
        own = NAMES.sub("", turned[: len(turned) - len(title)])
        if not turned.endswith(title) or not CHINESE.search(own) or ENGLISH.search(own):
            left.append((sentence, turned))
    assert left == []
    assert len(sentences) > 200


async def test_every_name_of_few_has_a_chinese_one(elsewhere, views):
    page = await views.open(await elsewhere(), language="zh-CN")
    names = [
        *(("title", title) for title in telling._TOLD.values() if title != "GO"),
        *(("check", name) for name in (*supplies._GREEN, "link", "fault", "balance", *Reading)),
        *(("reading", reading.in_words) for reading in Reading),
        *(("part", part) for part in Resource),
        *(("state", state) for state in State),
        *(("grade", grade) for grade in Grade),
        *(("rule", rule) for rule in Rule),
        *(("set", what) for what in (*revising._SET.values(), "the guard")),
        *(("courtesy", grade) for grade in ("look", "gesture", "monitor", "remind", "hand_over")),
        *(("colour", colour) for colour in ("green", "amber", "red", "over")),
    ]
    turned = await in_chinese(page, "term", [[kind, str(name)] for kind, name in names])
    left = [name for name, term in zip(names, turned, strict=True) if not CHINESE.search(term)]
    assert left == []


async def test_what_stands_in_a_sentence_is_turned_too(elsewhere, views):
    page = await views.open(await elsewhere(), language="zh-CN")
    turned = await in_chinese(page, "sentence", list(NESTED))
    assert dict(zip(NESTED, turned, strict=True)) == NESTED


async def test_what_is_not_known_stays_and_so_does_everything_in_english(elsewhere, views):
    show = await elsewhere()
    page = await views.open(show, language="zh-CN")
    assert await in_chinese(page, "sentence", UNKNOWN) == UNKNOWN
    page = await views.open(show, language="en-GB")
    assert await in_chinese(page, "sentence", list(NESTED)) == list(NESTED)


async def test_the_page_says_them_in_chinese_and_markup_stays_text(elsewhere, views):
    show = await elsewhere(CUES)
    page = await views.open(show, language="zh-CN")
    await expect(page.locator("#says")).to_have_text(f"执行条目 1：{NASTY}")
    await expect(page.locator("#ready li", has_text="机器人连接")).to_contain_text("正常")
    await expect(page.locator("#offer p")).to_contain_text("没有可删的条目能补救")
    await show.order("jump", "<b>9</b>")
    line = page.locator("#record li", has_text="流程单里")
    await expect(line).to_contain_text("被拒")
    await expect(line).to_contain_text("没有条目 <b>9</b>")
    await page.keyboard.press("ArrowUp")
    await expect(page.locator("#became")).to_have_text("未执行：流程单到头了")
    assert await page.locator("#says b, #record span b").count() == 0
