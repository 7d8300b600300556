import asyncio
import json

import pytest
from tests.bench import written

from moderator.cues.device_messages import HttpLowerThird, HttpWritten, OscLowerThird
from moderator.knowledge.template import fill
from moderator.outputs.message import HttpAddress, OscAddress
from moderator.robot import Outcome
from moderator.show.load import load

HEAD = """
# who is on stage beside the bench's own
  ma: {name: 'Ma "Feng" <b>Long</b>', office: Director, zh: {name: 马龙, office: 主任}}
  li: {name: Li}
devices:
  screen:
    http: "http://127.0.0.1:8080"
    lower_third:
      path: /third
      body: '{"name": "{name}", "office": "{office}", "title": "{title}"}'
      clear: {path: /clear}
  titles:
    osc: "127.0.0.1:7700"
    lower_third: {osc: /third, args: ["{name}", "{title}", "2"]}
  lights: {osc: "127.0.0.1:7701"}
"""


async def test_it_is_shown_for_its_time_and_cleared(on_stage):
    show = await on_stage(
        '- {cue: "1", lower_third: {of: ma, for: 5s, title: "{people.ma.office}"}}', head=HEAD
    )
    await show.go()
    await show.until_state("finished", within_s=20)
    [shown] = show.entries("lower_third")
    assert shown.data == {
        "of": "ma",
        "on": "screen",
        "name": 'Ma "Feng" <b>Long</b>',
        "office": "Director",
        "title": "Director",
        "for_s": 5.0,
    }
    sent = show.entries("sent")
    assert [each.data["message"] for each in sent] == ["POST /third", "POST /clear"]
    assert sent[1].at_s - sent[0].at_s == pytest.approx(5.0)


async def test_one_that_is_cut_off_is_cleared(on_stage):
    show = await on_stage(
        """
        - {cue: "1", lower_third: ma}
        - {cue: "2", lower_third: li, takes_over: true}
        """,
        head=HEAD,
    )
    await show.go()
    await show.after(2)
    await show.go()
    await show.until_state("finished", within_s=30)
    told = [each.data["message"] for each in show.entries("sent")]
    assert told == ["POST /third", "POST /clear", "POST /third", "POST /clear"]


async def test_one_that_is_not_taken_is_not_waited_for(perform, stage):
    stage.materials.devices["screen"].__dict__["lower_third"] = HttpLowerThird(path="/third")
    stage.fails["send"] = Outcome.aborted("send", "nobody answers")
    outcome = await perform("lower_third: {of: host}")
    assert outcome.why == "nobody answers"
    assert stage.now_s < 1
    assert stage.told("lower_third") == []


@pytest.mark.parametrize(
    "name",
    ['Ma "Feng" <b>Long</b>', "{title}", "季鹏飞 · Ji · Цзи", "x" * 300, "a\\b\u2028", "</script>"],
)
def test_whatever_a_name_is_it_comes_out_whole(name):
    words = {"name": name, "office": "", "title": ""}
    third = HttpLowerThird(path="/x?v={name}", body='{"name": "{name}"}')
    request = third.message(HttpAddress("http://h"), words)
    assert json.loads(request.body) == {"name": name}
    assert not set(request.path) & set(' "<>{}')
    assert OscLowerThird(osc="/x", args=["{name}"]).message(OscAddress("h:1"), words).args == (
        name,
    )


def test_a_title_that_reads_as_a_number_stays_text():
    words = {"name": "Ji", "office": "", "title": "1984"}
    third = OscLowerThird(osc="/x", args=("{title}", "1984"))
    assert third.message(OscAddress("h:1"), words).args == ("1984", 1984)


def test_a_body_in_xml_stays_xml_and_other_text_is_as_it_is():
    words = {"name": 'A & "B"', "office": "<i>", "title": ""}
    to = HttpAddress("http://h")
    xml = HttpLowerThird(path="/x", body="<t>{name}</t>").message(to, words)
    assert xml.body == "<t>A &amp; &quot;B&quot;</t>"
    plain = HttpLowerThird(path="/x", body="{name} {office}").message(to, words)
    assert plain.body == 'A & "B" <i>'


@pytest.mark.parametrize(
    ("cue", "told"),
    [
        ("lower_third: {of: yi}", "there is no person 'yi'"),
        ("lower_third: {of: ma, on: scren}", "there is no device 'scren'"),
        ("lower_third: {of: ma, on: lights}", "'lights' does not say how it shows a lower third"),
        ("lower_third: {of: ma, title: '{people.ma.nam}'}", "there is no fact 'people.ma.nam'"),
        ("speak: 'Here is {people.li.office}.'", "there is no fact 'people.li.office'"),
    ],
)
def test_what_is_wrong_is_told(tmp_path, cue, told):
    loaded = load(str(written(tmp_path / "show", f'- {{cue: "1", {cue}}}', HEAD)), "simulator")
    [problem] = loaded.problems
    assert problem.message == told


def test_a_place_that_no_lower_third_has_is_told(tmp_path):
    head = HEAD.replace('"{title}", "2"', '"{tilte}"')
    loaded = load(str(written(tmp_path / "show", '- {cue: "1", wait: 1s}', head)), "simulator")
    [problem] = loaded.problems
    assert problem.message == "a lower third has no {tilte}"
    assert problem.hint == "there are {name}, {office}, {title}"


def test_lines_name_people_in_their_language(tmp_path):
    facts = load(
        str(written(tmp_path / "show", '- {cue: "1", wait: 1s}', HEAD)), "simulator"
    ).materials.facts
    assert fill("有请{people.ma.name}。", facts.value).written == "有请马龙。"
    assert fill("Here is {people.ma.office}.", facts.value).said == "Here is Director."
    assert list(facts.names()) == []


async def test_one_that_is_cut_off_while_it_is_sent_is_cleared_too(perform, stage):
    device = stage.materials.devices["screen"]
    device.__dict__["lower_third"] = HttpLowerThird(path="/third", clear=HttpWritten(path="/clear"))
    showing = perform("lower_third: {of: host}")
    await asyncio.sleep(0.2)
    showing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await showing
    assert [what for _, what, _ in stage.ends] == [
        ("screen", "POST /third", None),
        ("screen", "POST /clear", None),
    ]
    assert stage.told("lower_third") == []
