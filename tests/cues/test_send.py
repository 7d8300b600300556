import json

from moderator.robot import Outcome


async def test_an_osc_message_is_one_action_of_the_cue(perform, stage):
    assert (await perform('send: {to: lights, osc: /cue/5/go, args: ["1", "0.5", "blue"]}')).ok
    assert stage.begun() == [("lights", "/cue/5/go 1 0.5 blue", None)]


async def test_an_http_request_is_one_action_of_the_cue(perform, stage):
    assert (await perform("send: {to: screen, path: /next, method: put, body: two}")).ok
    assert stage.begun() == [("screen", "PUT /next", "two")]


async def test_a_message_that_is_not_sent_fails_the_cue(perform, stage):
    stage.fails["send"] = Outcome.aborted("send", "nobody answers")
    assert (await perform("send: {to: screen, path: /next}")).why == "nobody answers"


async def test_facts_stand_in_a_message_as_captions_have_them(perform, stage):
    await perform("send: {to: lights, osc: /caption, args: ['It is {clock.time}', '5']}")
    assert stage.begun() == [("lights", "/caption It is 14:00 5", None)]


async def test_a_message_in_json_stays_json(perform, stage):
    stage.knowledge.live["show"].facts["over"] = '3 "long" minutes late'
    body = '{"theme": {"size": 5}, "line": "We are {show.over}"}'
    await perform(f"send: {{to: screen, path: /lower-third, body: '{body}'}}")
    [(_, _, sent)] = stage.begun()
    assert json.loads(sent) == {"theme": {"size": 5}, "line": 'We are 3 "long" minutes late'}


async def test_a_message_whose_source_is_silent_is_not_sent(perform, stage):
    stage.knowledge.live["clock"].silent = "nobody answers what time it is"
    outcome = await perform("send: {to: lights, osc: /caption, args: ['{clock.time}']}")
    assert (outcome.code, outcome.why) == ("source", "nobody answers what time it is")
    assert stage.begun() == []
