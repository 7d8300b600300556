"""A record such as the forum's: Tai Chi, a dialogue, three talks, a ceremony."""

import random
from pathlib import Path

from tests.journal.sample_rundown import CEREMONY, QUESTIONS, SPEAKERS, rundown

from moderator.journal import Journal

COUNTED_AS = {"succeeded": "done", "skipped": "skipped", "unknown": "unknown"}


class Night:
    """Writes the record; `at_s` is the show's time."""

    def __init__(self, directory: Path, seed: int = 7) -> None:
        self.at_s = 0.0
        self.chance = random.Random(seed)
        self.directory = directory
        self.journal = Journal.create(directory, lambda: round(self.at_s * 1e9))
        self.seed = seed

    def write(self, kind, cue=None, **data):
        return self.journal.write(kind, cue, **data)

    def begin(self, rundown):
        planned_s = sum(cue["planned_s"] for act in rundown for cue in act["cues"])
        self.write(
            "show_started", show="Open Cooperation Forum", starts="2025-09-10T14:00:00+08:00",
            seed=self.seed, robot="Kuafu", model="Kuavo class, kinematic",
            fingerprint="9c1185a5c5e9fc54612808977ee8f548b2258d31", planned_s=planned_s,
            version="0.1.0",
        )  # fmt: skip
        self.write("rundown", acts=rundown)
        for name in ("voice rendered", "battery", "temperature", "link", "stage marks confirmed"):
            self.write("check", name=name, ok=True, why="")
        self.write("check", name="weather source", ok=False, why="last answered 40 minutes ago")
        self.write("state", **{"from": "preflight", "to": "standby", "trigger": "ready"})
        self.counted = dict.fromkeys(("done", "skipped", "failed", "unknown"), 0)
        self.planned = {cue["cue"]: cue for act in rundown for cue in act["cues"]}

    def go(self, cue, origin="keyboard"):
        name = self.planned[cue]["name"]
        self.write("standby", cue, says=f"starts cue {cue}: {name}")
        self.at_s += self.chance.uniform(0.6, 3.5)
        self.write("go", cue, origin=origin, expected=cue)
        self.write(
            "cue_started", cue, name=name, planned_start_s=self.planned[cue]["planned_start_s"]
        )
        self.began_s = self.at_s

    def end(self, cue, outcome="succeeded", **more):
        actual_s = self.at_s - self.began_s
        self.counted[COUNTED_AS.get(outcome, "failed")] += 1
        self.write("cue_ended", cue, outcome=outcome, planned_s=self.planned[cue]["planned_s"],
                   actual_s=actual_s, **more)  # fmt: skip

    def say(self, cue, text, spoken=None, **more):
        duration_s = 0.6 + len(text) / 13
        self.write("said", cue, text=text, spoken=spoken or text, duration_s=duration_s, **more)
        self.at_s += duration_s

    def speak(self, cue, text, spoken=None):
        self.go(cue)
        self.say(cue, text, spoken)
        self.end(cue)

    def talk(self, cue, who, spread):
        name, office, title = SPEAKERS[who]
        allotted_s = self.planned[cue]["planned_s"]
        self.go(cue, "console")
        self.write("talk_started", cue, by=who, name=name, office=office, title=title,
                   allotted_s=allotted_s)  # fmt: skip
        actual_s = allotted_s * spread
        self.at_s += actual_s
        if spread > 1:
            for grade in ("look", "gesture", "remind")[: 3 if spread > 1.05 else 1]:
                self.write("courtesy", cue, grade=grade)
            self.say(cue, "Thank you. Perhaps one last thought.")
        self.write("talk_ended", cue, by=who, allotted_s=allotted_s, actual_s=actual_s,
                   how="handed over" if spread > 1 else "GO")  # fmt: skip
        self.end(cue)
        self.write("battery", charge=0.97 - self.at_s / 14000, temperature_c=31 + self.at_s / 600)

    def dialogue(self, cue):
        self.go(cue)
        self.say(cue, "Please, ask me about Shijingshan.", "Please, ask me about Sher-jing-shan.")
        for question, id_, how, text, spoken, sources in QUESTIONS:
            self.at_s += self.chance.uniform(30, 75)
            self.write("asked", cue, by="host", question=question, source="person",
                       confidence=self.chance.uniform(0.7, 1))  # fmt: skip
            if how == "deflected":
                self.write(
                    "approval", cue, approved=False, by="operator", draft="Ma Long, I think."
                )
            self.write("answered", cue, id=id_, how=how, sources=sources)
            self.say(cue, text, spoken, sources=sources, answer=id_)
        self.say(cue, "Thank you. Let us go on.")
        self.end(cue)

    def finish(self, ended="finished"):
        planned_s = sum(cue["planned_s"] for cue in self.planned.values())
        self.write("show_ended", ended=ended, planned_s=planned_s, actual_s=self.at_s,
                   **self.counted)  # fmt: skip
        self.journal.close()


def write_sample(directory: Path, seed: int = 7) -> Path:
    """Write a whole afternoon's record into a folder."""
    night = Night(directory, seed)
    night.begin(rundown())
    hello = "Good afternoon. My name is Kuafu. Before we talk, let me show you something old."
    night.write(
        "rendered", "1", text=hello, spoken=hello.replace("Kuafu", "Kwah foo"), duration_s=5.9
    )
    night.write("rendered", "3", text="24 forms.", spoken="Twenty-four forms.", duration_s=1.2)
    night.speak("1", hello, hello.replace("Kuafu", "Kwah foo"))
    night.go("2")
    night.write("motion", "2", motion="tai_chi_24", duration_s=311.0)
    night.write("sound", "2", file="music/guqin.wav", duration_s=318.0)
    night.at_s += 311
    night.end("2")
    night.write("battery", charge=0.96, temperature_c=33.5)
    night.speak("3", "That was the 24-form set. It is older than I am.",
                "That was the twenty-four-form set. It is older than I am.")  # fmt: skip
    for cue, motion in (("4", "fist_palm_salute"), ("10", "walk_to_mark_b")):
        night.go(cue)
        night.write("motion", cue, motion=motion, duration_s=8.4)
        night.at_s += 8.4
        night.end(cue)
    night.write("go_refused", None, origin="osc 10.0.0.9", reason="standby is cue 11")
    night.speak("11", "Thank you for having me.")
    night.dialogue("12")
    night.speak("13", "Back to the stage.")
    night.speak("20", "Welcome to the Key Industry Chain Release. Three people, three ideas, "
                "one afternoon. I will keep the time, and I will be polite about it.")  # fmt: skip
    for index, (who, spread) in enumerate((("ji", 1.118), ("ye", 0.931), ("jiang", 1.007))):
        base = 21 + index * 5
        name, office, title = SPEAKERS[who]
        night.speak(f"{base}", f"Please welcome {name}, {office}. {title}.")
        night.go(f"{base}.5")
        night.write("motion", f"{base}.5", motion="open_palm", duration_s=3.2)
        night.at_s += 3.2
        night.end(f"{base}.5")
        night.talk(f"{base + 1}", who, spread)
        night.speak(f"{base + 2}", f"Thank you, {name}.")
        night.go(f"{base + 3}")
        if who == "ye":
            night.write("send_failed", f"{base + 3}", to="lights", why="no reply within 2 s")
            night.write("warning", f"{base + 3}", what="lights did not answer")
            night.end(f"{base + 3}", "aborted", code="timeout", why="lights did not answer in 2 s")
            night.write("order", None, order="hold", origin="operator")
            night.write("state", **{"from": "running", "to": "held", "trigger": "hold"})
            night.at_s += 41.5
            night.write("order", None, order="resume", origin="operator")
            night.write("state", **{"from": "held", "to": "running", "trigger": "resume"})
        else:
            night.write("sent", f"{base + 3}", to="lights", message="/scene/walk-off")
            night.at_s += 0.4
            night.end(f"{base + 3}")
    night.speak("40", "May I ask our guests to come to the stage.")
    for index, (name, office) in enumerate(CEREMONY):
        night.speak(f"{41 + index}", f"{name}, {office}.")
    for cue, length in (("50", 121.0), ("51", 21.0)):
        night.go(cue)
        night.at_s += length
        night.end(cue)
    night.speak("52", "Five. Four. Three. Two. One.")
    night.speak("53", "The Beijing International Convention and Exhibition Innovation Alliance "
                "is launched.")  # fmt: skip
    night.write("order", "54", order="skip", origin="operator")
    night.began_s = night.at_s
    night.end("54", "skipped")
    night.go("55")
    night.at_s += 206
    night.end("55")
    night.go("56")
    night.write("fault", "56", what="link to the confetti cannon lost")
    night.end("56", "unknown", why="link lost")
    night.speak("57", "That is all from me. CCOIC has 394 mechanisms in over 180 countries and "
                "regions; I have one afternoon. Thank you for yours.")  # fmt: skip
    night.go("58")
    night.write("motion", "58", motion="bow", duration_s=6.5)
    night.at_s += 6.5
    night.end("58")
    night.write("battery", charge=0.581, temperature_c=41.2)
    night.finish()
    return directory


if __name__ == "__main__":
    import sys

    print(write_sample(Path(sys.argv[1])))
