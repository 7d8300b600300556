"""What the sample afternoon is made of: its people, its questions, its planned cues."""

SPEAKERS = {
    "ji": (
        "Ji Pengfei",
        "General Manager, Beijing Zhongguancun Tongli Technology Service Co., Ltd.",
        "China's Global Leadership in Science Fiction: From Fantasy to Reality",
    ),
    "ye": (
        "Ye Qian",
        "Co-President, Shoucheng Holdings; President, Shoucheng Capital",
        "Taozhu Community, where robot founders meet robot buyers",
    ),
    "jiang": (
        "Jiang Huai",
        "Vice President and Secretary-General, China Convention/Exhibition/Event Society",
        "Exhibition Economy: A Catalyst for International Connectivity",
    ),
}
QUESTIONS = [
    ("How did Shijingshan's economy do this year?", "gdp", "scripted",
     "In the first half of 2025 it reached 69.66 billion yuan.",
     "In the first half of twenty twenty-five it reached sixty-nine point six six billion yuan.",
     [{"fact": "gdp_h1", "as_of": "H1 2025"}]),
    ("What is the weather outside?", "weather", "scripted",
     "It is 26 °C, as of 14:20.", "It is twenty-six degrees Celsius, as of fourteen twenty.",
     [{"fact": "weather.temperature", "as_of": "2025-09-10 14:20"}]),
    ("How many foreign companies came?", "foreign", "scripted",
     "146 new ones from 2021 to 2024.",
     "One hundred and forty-six new ones from twenty twenty-one to twenty twenty-four.",
     [{"fact": "foreign_enterprises", "as_of": "2021–2024"}]),
    ("Who will win the table tennis?", None, "deflected",
     "I do not have that on my sheet.", "I do not have that on my sheet.", []),
    ("Are you late?", "lateness", "scripted", "We are 1 minute over.",
     "We are one minute over.", [{"fact": "show.over", "as_of": "now"}]),
]  # fmt: skip
CEREMONY = [
    ("Sun Xiao", "CCOIC"), ("Wang Qizhi", "Deputy District Mayor of Shijingshan"),
    ("Liang Jie", "Beijing North Star"), ("Wang Shizhong", "Shougang Group"),
    ("Kim Cheolhag", "Korea e-Sports Association"), ("Norbert Ducrot", "ADNRS"),
    ("Zhang Li", "Asia Digital Group"), ("Rachel Qi", "China and New Zealand Business Council"),
]  # fmt: skip


def rundown():
    """The forum's 42 cues with their planned times."""
    acts = [
        ("Tai Chi", [("1", "Good afternoon", "speak", 7), ("2", "Tai Chi, 24 forms", "move", 318),
                     ("3", "After the form", "speak", 5), ("4", "Salute", "move", 9)]),
        ("Dialogue", [("10", "Walk to the host", "move", 9),
                      ("11", "Greeting the host", "speak", 8),
                      ("12", "Questions from the host", "dialogue", 360),
                      ("13", "Handing back", "speak", 7)]),
        ("Key Industry Chain Release", [("20", "Opening the session", "speak", 10)]),
        ("Launch of the Beijing International Convention and Exhibition Innovation Alliance",
         [("40", "Calling the guests", "speak", 5)]),
    ]  # fmt: skip
    for index, (who, (name, _, title)) in enumerate(SPEAKERS.items()):
        base = 21 + index * 5
        acts[2][1].extend([
            (f"{base}", f"Introducing {name}", "speak", 8),
            (f"{base}.5", "Open palm", "move", 4),
            (f"{base + 1}", f"{name}: {title}", "talk", 1200 + 300 * (who == "ji")),
            (f"{base + 2}", f"Thanking {name}", "speak", 3),
            (f"{base + 3}", "Lights to walk-off", "send", 2),
        ])  # fmt: skip
    for index, (name, office) in enumerate(CEREMONY):
        acts[3][1].append((f"{41 + index}", f"{name}, {office}", "speak", 4))
    for number, name, kind, length in (
        ("50", "Guests take their places", "wait", 95), ("51", "Fanfare", "play", 21),
        ("52", "Countdown", "speak", 4), ("53", "The alliance is launched", "speak", 7),
        ("54", "Applause", "move", 8), ("55", "Photograph", "wait", 240),
        ("56", "Confetti", "send", 2), ("57", "Closing words", "speak", 12),
        ("58", "Bow", "move", 7),
    ):  # fmt: skip
        acts[3][1].append((number, name, kind, length))
    start_s, told = 0.0, []
    for act, cues in acts:
        rows = []
        for number, name, kind, length in cues:
            rows.append({"cue": number, "name": name, "kinds": [kind],
                         "planned_start_s": start_s, "planned_s": float(length)})  # fmt: skip
            start_s += length
        told.append({"act": act, "cues": rows})
    return told
