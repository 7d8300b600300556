"""How well and how fast questions are heard, as a neural voice asks them.

Run: .venv/bin/python bench/hearing.py
     .venv/bin/python bench/hearing.py --whisper FOLDER: the same for faster-whisper's model there
It needs the extras [hearing] and, for the voice, [neural]. No sound is kept in the tree.
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.hearing import spoken  # noqa: E402
from tests.hearing.recognition import tally  # noqa: E402

from moderator.hearing.microphone import Microphone  # noqa: E402 -- known from here on
from moderator.hearing.push_to_talk import PushToTalk  # noqa: E402

VOICE = "Piper, en_US-joe-medium"
NOISES = {"clean": None, "pink noise, 20 dB": 20}


def recognition(kind, setting):
    """Print what is heard of questions and of other talk."""
    recogniser = _recogniser(kind, setting)
    print(f"{kind}, {len(spoken.questions())} scripted questions; voice: {VOICE}")
    for part, ways, others in (
        ("development", spoken.DEVELOPMENT, {"talk": spoken.talk("dev", spoken.DEVELOPMENT)}),
        (
            "check",
            spoken.CHECK,
            {
                "talk": spoken.talk("check", spoken.CHECK[:2]),
                "unanswerable questions": spoken.unanswerable(spoken.CHECK[:2]),
            },
        ),
    ):
        print(f"{part}: {len(ways)} ways to speak")
        sets = {"scripted questions": spoken.scripted(ways), **others}
        for noise, noise_db in NOISES.items():
            for what, utterances in sets.items():
                told = tally(recogniser, utterances, noise_db)
                print(f"  {what + ', ' + noise:42s} {told}", flush=True)


def _recogniser(kind, setting):
    if kind == "whisper":
        from moderator.hearing.whisper import Whisper

        return Whisper(setting, spoken.questions())
    from moderator.hearing.sphinx import Sphinx

    return Sphinx(setting, spoken.questions())


async def latency(kind, setting, pace, count):
    """Print how long after the release what was said is heard."""
    utterances = spoken.scripted(spoken.CHECK)[:count]
    spoken.say(utterances)
    with tempfile.TemporaryDirectory() as folder:
        files = [spoken.written(Path(folder, f"{n}.wav"), one) for n, one in enumerate(utterances)]
        listener = PushToTalk(
            kind, setting, Microphone(files=[file for file, _ in files], pace=pace)
        )
        await listener.prepare(spoken.questions())
        loop = asyncio.get_running_loop()
        took_s = []
        for _, lasts_s in files:
            hearing = asyncio.ensure_future(listener.hear())
            await asyncio.sleep(0.05)
            listener.press()
            await asyncio.sleep(lasts_s / pace)
            released_s = loop.time()
            listener.release()
            await hearing
            took_s.append(loop.time() - released_s)
        await listener.close()
    p50, p99 = statistics.median(took_s), statistics.quantiles(took_s, n=100)[98]
    print(
        f"{kind}, said at {pace:g} times its pace, {count} utterances, from release to heard: "
        f"p50 {p50 * 1e3:.0f} ms, p99 {p99 * 1e3:.0f} ms",
        flush=True,
    )


def main():
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--whisper", metavar="FOLDER", help="measure this model instead")
    parser.add_argument("--utterances", type=int, default=100, help="for the latency (100)")
    asked = parser.parse_args()
    kind, setting = ("whisper", asked.whisper) if asked.whisper else ("pocketsphinx", "")
    for pace in (1.0, 4.0):
        asyncio.run(latency(kind, setting, pace, asked.utterances))
    recognition(kind, setting)


if __name__ == "__main__":
    main()
