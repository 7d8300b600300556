"""Random shows, as a writer could have written them: plain data, drawn from a stream."""

from itertools import pairwise

LINES = (
    "Good afternoon, everybody, and welcome.",
    "My name is Kuafu.",
    "Welcome to Shijingshan.",
    "Our next speaker needs no introduction, and will have none.",
    "Thank you. Let us go on.",
)
MARKED = "Good [mark: now] afternoon, and welcome."
TWICE_MARKED = "Good [mark: now] afternoon, and [mark: then] welcome."
SAID = (LINES[2], "It is in Shijingshan. It is {clock.time} there.")
CONDITIONS = ("over > 10s", "under > 5s", "remaining < 3m", "heard({0})", "not heard({0})")
LIVE = ("It is {clock.time}.", "We are {show.over}.")
MOTIONS = (
    "wave", "bow", "nod", "wave.2", "bow.3", "applause", "open_palms", "count_down", "point_up",
    "fist_palm_salute", "look_left", "rest", "listen",
)  # fmt: skip
LONG_MOTION = "tai_chi_excerpt"
FOLLOWS = ("none", "none", "none", "auto_follow", "auto_continue")
HOT = ("H1", "H2", "H3")
CHECKS = [
    {"check": "mark", "ask": "Does it stand on its mark?"},
    {"check": "cordon", "ask": "Is the cordon closed?", "if_not": "Close it."},
]

HEAD = {
    "show": "A night on the proving ground",
    "starts": "2026-05-04T10:00+02:00",
    "robot": {"name": "Kuafu", "needs": ["voice", "arms"]},
    "people": {
        "host": {"name": "the moderator", "is": "moderator"},
        "ji": {"name": "Ji Pengfei", "office": "General Manager"},
        "li": {"name": "Li Na"},
    },
    "spots": {"lectern": {"bearing": 40}, "door": {"bearing": -60}},
    "devices": {
        "desk": {"osc": "127.0.0.1:7700", "lower_third": {"osc": "/third", "args": ["{name}"]}},
        "stream": {"obs": "127.0.0.1:4455"},
        "wash": {"artnet": "127.0.0.1", "looks": {"warm": {"1": 255}, "dark": {"1": 0}}},
        "lamps": {"http": "http://127.0.0.1:8080"},
        "screen": {
            "osc": "127.0.0.1:7701",
            "lower_third": {"osc": "/third", "args": ["{office}"], "clear": {"osc": "/clear"}},
        },
    },
}


def drawn_show(draw):
    """A show as its YAML file would have it.

    Args:
        draw: a random stream.
    """
    numbers = [str(n + 1) for n in range(draw.randint(19, 41))]
    cues = [_drawn_cue(draw, number, numbers) for number in numbers]
    cues[-1]["continue"] = "none"
    _keep_chains_apart(cues)
    cut = draw.randrange(1, len(cues))
    acts = [{"act": "One", "cues": cues[:cut]}, {"act": "Two", "cues": cues[cut:]}]
    defaults = {"on_failure": draw.choice(("hold", "hold", "skip"))}
    if draw.random() < 0.2:
        defaults["guard"] = draw.choice(("0s", "1s"))
    return {
        **HEAD,
        "defaults": defaults,
        "acts": acts,
        "hot": [_hot_cue(draw, number) for number in HOT],
        "rehearsal": {
            "operator": {"approves": 0.7, "confirms": 0.85},
            "everyone": {"talks": "20s", "spread": "15s", "walks": "4s", "absent": 0.15},
            "host": {"thinks": "2s", "unscripted": ["Would you like some tea?"]},
        },
        "preflight": CHECKS[: draw.choice((0, 0, 1, 2))],
    }


def _drawn_cue(draw, number, numbers):
    cue = {"cue": number, **draw.choice(_KINDS)(draw, numbers)}
    cue["continue"] = draw.choice(FOLLOWS)
    for key, chance, times in (
        ("pre_wait", 0.15, ("1s", "3s", "300ms")),
        ("post_wait", 0.15, ("1s", "2s", "500ms")),
    ):
        if draw.random() < chance:
            cue[key] = draw.choice(times)
    if draw.random() < 0.15:
        cue["takes_over"] = True
    if draw.random() < 0.04:
        cue["armed"] = False
    if draw.random() < 0.4:
        elsewhere = {"go_to": draw.choice((*numbers, *HOT))}
        cue["on_failure"] = draw.choice(("hold", "skip", "skip", elsewhere))
    return cue | _timed(draw, numbers)


def _timed(draw, numbers):
    """Where a cue depends on the time: a fixed one, a condition, or that it may be dropped."""
    match draw.randrange(16):
        case 0:
            return {"fixed": f"10:0{draw.randrange(10)}:{draw.choice(('00', '30'))}"}
        case 1:
            return {"when": _condition(draw, numbers)}
        case 2 | 3:
            return {"cuttable": draw.choice((True, 1, 2))}
    return {}


def _condition(draw, numbers):
    return draw.choice(CONDITIONS).format(draw.choice(numbers))


def _keep_chains_apart(cues):
    """What starts together must not need the same: a check would refuse it."""
    needs = set()
    for cue, after in pairwise(cues):
        needs |= _needs(cue)
        if cue["continue"] == "auto_continue" and needs & _needs(after):
            cue["continue"] = "auto_follow"
        if cue["continue"] != "auto_continue":
            needs = set()
        else:
            after.pop("fixed", None)


def _needs(cue):
    needs = set()
    wide = {"dialogue", "talk", "timeline", "sequence", "count_down"} & cue.keys()
    if "speak" in cue or wide:
        needs.add("voice")
    if "move" in cue or "gestures" in cue or wide:
        needs.add("body")
    if "play" in cue or "timeline" in cue:
        needs.add("audio")
    shown = cue.get("lower_third", {"on": None})
    grouped = "timeline" in cue or "sequence" in cue  # children may send to it
    if grouped or "screen" in (cue.get("send", {}).get("to"), shown["on"]):
        needs.add("screen")
    return needs


def _speak(draw, numbers):
    if numbers and draw.random() < 0.1:
        variant = {"when": _condition(draw, numbers), "text": LINES[4]}
        return {"speak": {"text": LINES[2], "variants": [variant]}}
    if draw.random() < 0.3:
        return {"speak": MARKED, "gestures": {"now": draw.choice(MOTIONS)}}
    if draw.random() < 0.05:
        return {"speak": TWICE_MARKED, "gestures": {"now": "wave", "then": "nod"}}
    return {"speak": draw.choice(LIVE if draw.random() < 0.1 else LINES)}


def _move(draw, _):
    return {"move": LONG_MOTION if draw.random() < 0.03 else draw.choice(MOTIONS)}


def _play(draw, _):
    ends = draw.random() < 0.5
    play = {"file": draw.choice(("short.wav", "long.wav")), "ends_with_cue": ends}
    play |= draw.choice(({}, {"ducks": "-12dB"}, {"fade_in": "500ms", "fade_out": "500ms"}))
    play |= {"loop": True} if ends and draw.random() < 0.3 else {}
    return {"play": play} | ({"wait": "4s"} if ends else {})


def _fade(draw, _):
    return draw.choice(
        ({"fade": {"to": 0.5, "over": "2s"}}, {"fade": 0.2}, {"stop_sound": {"over": "1s"}})
    )


def _timeline(draw, numbers):
    """Children a good while apart, so that none needs what an earlier one still holds."""
    kinds = (_wait, _send, lambda *_: {"speak": draw.choice(LINES)}, _motion, _short, _in_order)
    children = [
        {"at": f"{15 * n}s", **draw.choice(kinds)(draw, numbers), **_skipped(draw)}
        for n in range(draw.randint(1, 3))
    ]
    return {"timeline": children}


def _sequence(draw, numbers):
    kinds = (_wait, _send, _speak, _motion)
    return {
        "sequence": [
            {**draw.choice(kinds)(draw, numbers), **_skipped(draw)}
            for _ in range(draw.randint(1, 4))
        ]
    }


def _count_down(draw, numbers):
    return {
        "count_down": {
            "from": draw.randint(1, 5),
            **({"zero": "Go!"} if draw.random() < 0.5 else {}),
            **({"gesture": draw.choice(("count_down", "wave"))} if draw.random() < 0.5 else {}),
            **({"at_zero": [_send(draw, numbers)]} if draw.random() < 0.5 else {}),
        }
    }


def _motion(draw, _):
    return {"move": {"motion": draw.choice(("wave", "bow", "nod")), "apex": draw.random() < 0.5}}


def _short(draw, _):
    return {"play": {"file": "short.wav", "level": draw.choice((0.3, 1.0))}}


def _in_order(draw, _):
    return {"sequence": [{"speak": draw.choice(LINES)}, {"wait": "1s"}, {"move": "nod"}]}


def _skipped(draw):
    return draw.choice(({}, {"on_failure": "skip"}))


def _wait(draw, _):
    return {"wait": draw.choice(("0s", "1s", "5s", "30s"))}


def _send(draw, _):
    to = draw.choice(("desk", "lamps", "screen"))
    message = {"path": "/on", "body": "1"} if to == "lamps" else {"osc": "/cue/5/go", "args": ["1"]}
    return {"send": {"to": to, **message}}


def _lower_third(draw, _):
    on = draw.choice(("desk", "screen"))
    return {"lower_third": {"of": "ji", "on": on, "for": draw.choice(("1s", "8s"))}}


def _obs(draw, _):
    return {"obs": {"on": "stream", "scene": draw.choice(("Stage", "Slides"))}}


def _light(draw, _):
    look, fade = draw.choice(("warm", "dark")), draw.choice(("0s", "3s"))
    return {"light": {"on": "wash", "look": look, "fade": fade}}


def _together(draw, numbers):
    body = draw.choice(({"move": draw.choice(MOTIONS)}, {"wait": "3s"}))
    return body | draw.choice(
        ({"speak": LINES[1]}, _send(draw, numbers), {"play": {"file": "short.wav"}})
    )


def _dialogue(draw, _):
    return {
        "dialogue": {
            "with": "host",
            "at_most": draw.choice(("10s", "1m")),
            "max_answers": draw.randint(1, 4),
            "approval": draw.choice(("none", "operator", "operator_unless_scripted")),
            "undecided": {"after": "2s", "then": "deflect"},
            "keep_questions": draw.random() < 0.5,
            "deflect": ["I do not have that on my sheet.", LINES[4]],
            "answers": [
                {"id": "who", "ask": ["Who are you?", "What is your name?"], "say": LINES[1]},
                {"id": "place", "ask": ["Where is this hall?"], "say": draw.choice(SAID)},
            ],
            **({"thinking": [LINES[3]]} if draw.random() < 0.5 else {}),
            **({"opening": LINES[0]} if draw.random() < 0.5 else {}),
            **({"closing": LINES[4]} if draw.random() < 0.7 else {}),
        }
    }


def _talk(draw, numbers):
    absent = {"say": LINES[3]}
    if draw.random() < 0.5:
        absent["go_to"] = draw.choice(numbers)
    return {
        "talk": {
            "by": draw.choice(("ji", "li")),
            "title": "From Fantasy to Reality",
            "walk_on": draw.choice(("4s", "10s")),
            "allotted": draw.choice(("10s", "25s")),
            "warn": {"5s": "amber", "2s": "red"},
            "overtime": {
                "0s": "monitor",
                "1s": "look",
                "3s": "gesture",
                "6s": "remind",
                "12s": "hand_over",
            },
            "remind": LINES[4],
            "hand_over": draw.choice(("operator", "robot")),
            **{kind: "usual" for kind in ("introduce", "welcome", "thanks") if draw.random() < 0.4},
            **({"at": draw.choice(("lectern", "door"))} if draw.random() < 0.5 else {}),
            **({"if_absent": absent} if draw.random() < 0.7 else {}),
        }
    }


def _hot_cue(draw, number):
    kind = draw.choice((_speak, _move, _wait, _play, _send))
    return {"cue": number, **kind(draw, ())}


_KINDS = (
    *(_speak,) * 5, *(_move,) * 5, *(_wait,) * 3, *(_send,) * 3, *(_play,) * 3, *(_together,) * 3,
    *(_lower_third,) * 2, _obs, _light, _dialogue, _talk,
    *(_timeline,) * 2, *(_sequence,) * 2, _count_down, _fade,
)  # fmt: skip
