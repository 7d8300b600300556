"""Whole records, entry by entry: what a night writes, and in what order."""

import json
from pathlib import Path

from moderator.engine.preflight import prepare
from moderator.errors import SendFailed
from moderator.outputs.message import HttpRequest
from moderator.outputs.messages import RecordedOutputs

HERE = Path(__file__).parent
BY_VOICE = frozenset(
    {"due_s", "duration_s", "words_ms", "actual_s", "planned_s", "planned_start_s", "version"}
)
HEAD = 'devices: {lights: {osc: "127.0.0.1:53000"}, obs: {http: "http://127.0.0.1:9"}}'


def in_lines(show, masked, *, timed):
    """The record, one entry a line; figures that hang on the voice are masked."""

    def plain(value):
        if isinstance(value, dict):
            return {key: "*" if key in masked else plain(one) for key, one in value.items()}
        return [plain(one) for one in value] if isinstance(value, list) else value

    return [
        " ".join(
            [
                *([f"{entry.at_s:g}"] if timed else []),
                entry.kind,
                entry.cue or "-",
                json.dumps(plain(entry.data), ensure_ascii=False),
            ]
        )
        for entry in show.entries()
    ]


def golden(name):
    return (HERE / name).read_text(encoding="utf-8").splitlines()


async def test_a_night_without_a_word(on_stage):
    show = await on_stage(
        """
        - {cue: "1", wait: 5s, name: a pause, pre_wait: 1s, post_wait: 2s, continue: auto_follow}
        - {cue: "2", move: wave, continue: auto_continue}
        - {cue: "3", wait: 3s}
        - {cue: "4", wait: 2s, armed: false, continue: auto_follow}
        - {cue: "5", wait: 4s}
        - {cue: "6", wait: 90s}
        - {cue: "7", talk: {by: ji, title: Stars, allotted: 1m}}
        - {cue: "8", wait: 1s}
        """,
        hot="- {cue: H1, wait: 2s}",
    )
    assert not (await show.go(expecting="3")).accepted
    await show.go(expecting="1", origin="keyboard")
    await show.go()
    await show.until("cue_ended", "3")
    await show.order("skip")
    await show.order("back")
    await show.order("jump", "99")
    await show.order("jump", "4")
    await show.order("disarm", "8")
    await show.order("arm", "8")
    await show.after(1)
    await show.go(origin="osc")
    await show.after(1)
    await show.hold()
    await show.hold()
    await show.after(3)
    await show.resume()
    await show.hot("H1")
    await show.until("cue_ended", "5")
    await show.after(1)
    await show.go()
    await show.after(100)
    await show.go()
    await show.after(30)
    await show.go(origin="console")
    await show.until("cue_ended", "7")
    await show.order("skip")
    await show.until_state("finished")
    assert in_lines(show, {"version"}, timed=True) == golden("night_without_a_word.txt")


class DeafOutputs(RecordedOutputs):
    async def send(self, message):
        if isinstance(message, HttpRequest):
            raise SendFailed("nobody listens at 127.0.0.1:9")


async def test_a_night_with_words_and_failures(on_stage):
    show = await on_stage(
        """
        - {cue: "1", speak: "Good [mark: m] afternoon.", gestures: {m: wave}}
        - {cue: "2", send: {to: lights, osc: /go, args: [1, two]}}
        - {cue: "3", send: {to: obs, path: /scene}, on_failure: skip}
        - {cue: "4", move: wave}
        - {cue: "5", wait: 1s}
        - cue: "6"
          dialogue:
            with: host
            at_most: 1m
            opening: Ask me about the district and its future.
            deflect:
              - I do not know.
            closing: Thank you.
            answers:
              - id: a
                ask:
                  - Who are you?
                say: I am Kuafu.
        - {cue: "7", wait: 1s}
        """,
        head=HEAD,
        outputs=DeafOutputs(),
    )
    for number in "123":
        await show.go(expecting=number)
        await show.until("cue_ended", number)
        await show.after(1)
    await show.go(expecting="4")
    await show.after(1)
    show.stop()
    await show.until("cue_ended", "4")
    await show.after(5)
    await prepare(show.parts, show.conductor)
    await show.order("jump", "6")
    await show.go(expecting="6")
    await show.people.questions.put("Who are you?")
    await show.until("answered", "6")
    await show.people.questions.put("How deep is the sea?")
    await show.people.decisions.put(False)
    await show.after(10)
    await show.go(expecting="6")
    await show.until("cue_ended", "6")
    await show.after(1)
    assert in_lines(show, BY_VOICE, timed=False) == golden("night_with_words.txt")
