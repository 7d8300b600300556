"""Random orders, stops and faults, and what must hold whatever they are."""

import asyncio
from contextlib import suppress
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.bench import DrivenPeople, assembled, prepared, written
from tests.proving.told import Comparing

from moderator.engine.conductor import Conductor
from moderator.engine.orders import Verb
from moderator.engine.preflight import prepare
from moderator.engine.session import open_show
from moderator.engine.virtual import run
from moderator.errors import ModeratorError
from moderator.journal.reading import read_record
from moderator.robot import Grade

KINDS = (
    "wait: 3s",
    "wait: 0s",
    "move: wave",
    "move: bow",
    'speak: "Good [mark: now] afternoon."\n  gestures: {now: wave}',
    "speak: Welcome to Shijingshan.",
    "move: wave\n  wait: 7s",
    "talk: {by: ji, allotted: 20s, warn: {5s: red}, overtime: {0s: look, 2s: gesture}}",
    """dialogue: {with: host, at_most: 30s, opening: Ask me., closing: Thank you.,
    approval: operator, undecided: {after: 4s},
    deflect: ["I do not know."], answers: [{id: a, ask: ["Who are you?"], say: Kuafu.}]}""",
)
NAMED = {
    Verb.JUMP: "0",
    Verb.HOT: "H",
    Verb.DISARM: "1",
    Verb.ARM: "1",
    Verb.PICK: "a",
    Verb.HEARD: "elsewhere",
}
FOLLOWS = ("none", "none", "auto_follow", "auto_continue")

cues = st.lists(
    st.tuples(
        st.sampled_from(KINDS),
        st.sampled_from(FOLLOWS),
        st.sampled_from(("0s", "0s", "2s")),
        st.sampled_from(("0s", "0s", "1s")),
        st.booleans(),
        st.sampled_from(("hold", "skip", "back")),
    ),
    min_size=2,
    max_size=8,
)
FAULTS = st.lists(
    st.builds(
        lambda kind, after, lasts: {
            "fault": kind,
            "after": f"{after}s",
            "for": f"{lasts}s",
            **({"joint": "right_elbow"} if kind == "joint" else {}),
        },
        st.sampled_from(("link", "joint", "balance", "voice", "battery", "overheat")),
        st.integers(0, 30),
        st.integers(1, 10),
    ),
    max_size=2,
)
PASSES = (0.0, 0.05, 0.31, 1.0, 5.0, 20.0)
go = st.tuples(st.just("order"), st.just(Verb.GO))
deed = st.one_of(
    *[go] * 6,
    *[st.tuples(st.just("order"), st.sampled_from(Verb))] * 4,
    st.tuples(st.just("stop"), st.sampled_from(Grade)),
    *[st.tuples(st.just("prepare"), st.none())] * 2,
    st.tuples(st.just("ask"), st.sampled_from(("Who are you?", "Tea?", None))),
)
deeds = st.lists(st.tuples(deed, st.sampled_from(PASSES)), min_size=6, max_size=30)


def text_of(drawn):
    lines = []
    for number, (kind, follows, pre_wait, post_wait, takes_over, failure) in enumerate(drawn):
        last = number + 1 == len(drawn)
        rule = '{go_to: "0"}' if failure == "back" else failure
        lines += [
            f'- cue: "{number}"',
            f"  {kind}",
            f"  pre_wait: {pre_wait}",
            f"  post_wait: {post_wait}",
            f"  takes_over: {str(takes_over).lower()}",
            f"  continue: {'none' if last else follows}",
            f"  on_failure: {rule}",
        ]
    return "\n".join(lines)


async def perform(show, deeds, faults, out):
    """One show with those deeds; returns what was wrong while it ran."""
    people = DrivenPeople()
    parts = assembled(show, out, people=people, faults=faults)
    conductor = Conductor(parts)
    told = Comparing(parts, conductor)
    wrong = []
    with parts.journal:
        try:
            async with open_show(parts, "fingerprint", conductor):
                for (what, which), passes_s in deeds:
                    match what:
                        case "order":
                            words = "Who are you?"
                            await conductor.order(which, "test", NAMED.get(which), words=words)
                        case "stop":
                            conductor.stop(which, "test")
                        case "prepare" if conductor.lifecycle.may("prepare"):
                            with suppress(ModeratorError):
                                await prepare(parts, conductor)
                        case "ask":
                            people.questions.put_nowait(which)
                    await asyncio.sleep(passes_s)
        except ModeratorError as error:
            if "not ready" not in str(error):
                raise
        if asyncio.all_tasks() - {asyncio.current_task()}:
            wrong.append(f"left over: {asyncio.all_tasks()}")
    wrong += told.wrong
    wrong += [f"after stop: {what}" for what in _after_stop(parts.robot.told)]
    return wrong


def _after_stop(told):
    """What was commanded after a stop, before the next activation."""
    stopped = False
    for what in told:
        if what.startswith("stop"):
            stopped = True
        elif what == "activate":
            stopped = False
        elif stopped:
            yield what


def claims_of(show):
    """What each cue of a show holds while it acts."""
    materials = show.loaded.materials
    cues = (*show.rundown.cues, *show.rundown.hot)
    return {called.number: called.cue.claims(materials) for called in cues}


def broken_promises(entries, claims):
    """Which of the promises that a record must keep it breaks."""
    for before, after in pairwise(entries):
        if after.at_s < before.at_s:
            yield f"the clock runs backwards at entry {after.n}"
    states = [entry.data for entry in entries if entry.kind == "state"]
    if any(a["to"] != b["from"] for a, b in pairwise(states)):
        yield "a change of state is missing"
    if entries[-1].kind != "show_ended":
        yield "it does not say how it ended"
    for what in (entry.data["what"] for entry in entries if entry.kind == "fault"):
        if "defect" in what or "still moves" in what:
            yield what
    yield from _broken_by_cues(entries, claims)
    yield from _started_by_nobody(entries, claims)


def _broken_by_cues(entries, claims):
    acting = {}
    for entry in entries:
        if entry.kind == "cue_started":
            for other in (cue for cue, acts in acting.items() if acts):
                if both := claims[other] & claims[entry.cue]:
                    yield f"cues {other} and {entry.cue} both hold {sorted(both)}"
            if acting.get(entry.cue):
                yield f"cue {entry.cue} started twice at once"
            acting[entry.cue] = True
        elif entry.kind == "cue_ended":
            if entry.data["outcome"] == "succeeded" and not acting.get(entry.cue):
                yield f"cue {entry.cue} was done without a start"
            acting[entry.cue] = False
    yield from (f"cue {cue} has no end" for cue, acts in acting.items() if acts)


def _started_by_nobody(entries, claims):
    """Each start needs a GO, a cue before it that goes on, a fallback, or a resume."""
    gos = [entry for entry in entries if entry.kind == "go" and "means" not in entry.data]
    hot = [entry for entry in entries if entry.data.get("order") == "hot"]
    for entry in entries:
        if entry.kind != "cue_started":
            continue
        asked = hot if entry.cue == "H" else gos
        if not any(go.n < entry.n for go in asked):
            yield f"cue {entry.cue} started and nobody had pressed GO"
    if len(gos) != len({go.n for go in gos}) or any(go.cue not in claims for go in gos):
        yield "a GO for no cue"


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(drawn=cues, deeds=deeds, faults=FAULTS)
def test_whatever_is_ordered_the_promises_hold(drawn, deeds, faults, tmp_path):
    folder = written(tmp_path / "show", text_of(drawn), hot='- {cue: "H", speak: A pause.}')
    loaded = _loaded(folder)
    if not loaded.sound:
        return
    show = prepared(folder)
    try:
        wrong = run(perform(show, deeds, faults, tmp_path / "out"))
    finally:
        show.renderer.close()
    assert wrong == []
    assert list(broken_promises(read_record(tmp_path / "out").entries, claims_of(show))) == []


def _loaded(folder):
    from moderator.show.load import load

    return load(str(folder), "simulator")
