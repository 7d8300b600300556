import re
from html.parser import HTMLParser

import pytest
from tests.journal.sample_night import Night, write_sample
from tests.journal.sample_rundown import rundown

from moderator.errors import CannotStart, CannotWrite
from moderator.journal import Journal
from moderator.journal.report import date_in_words, write_report

KINDS = [
    "show_started", "rundown", "check", "rendered", "state", "standby", "go", "go_refused",
    "order", "cue_started", "cue_ended", "said", "motion", "gesture", "sound", "sent",
    "send_failed", "asked", "answered", "approval", "talk_started", "talk_ended", "absent",
    "courtesy", "monitor", "notice", "battery", "fault", "warning", "stop", "hole",
    "show_ended",
]  # fmt: skip
VOID = {"meta", "br", "path", "rect", "polyline", "use", "circle"}


class Page(HTMLParser):
    """Reads a page as a browser would, far enough to check it."""

    def __init__(self, html):
        super().__init__()
        self.open, self.attributes, self.words = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.attributes.extend((tag, *attribute) for attribute in attributes)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.attributes.extend((tag, *attribute) for attribute in attributes)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if not self.open or self.open[-1] not in {"style", "title"}:
            self.words.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())


def report(directory, pictures=None):
    return write_report(directory, pictures).read_text()


@pytest.fixture(scope="module")
def afternoon(tmp_path_factory):
    return write_sample(tmp_path_factory.mktemp("afternoon"))


@pytest.fixture(scope="module")
def text(afternoon):
    return Page(report(afternoon)).text


@pytest.mark.parametrize(
    "told",
    [
        "Open Cooperation Forum",
        "Wednesday 10 September 2025, 14:00 UTC+08:00",
        "The show reached its end. It took 1:26:49, 1:32 over. 1 fault.",
        "39 of 42",
        "1 skipped, 1 failed, 1 unknown",
        "Good afternoon. My name is Kuafu.",
        "My name is Kwah foo.",
        "From weather.temperature, as of 2025-09-10 14:20",
        "Exhibition Economy: A Catalyst for International Connectivity",
        "handed over",
        "Reminded: look, gesture, remind",
        "Who will win the table tennis?",
        "deflected, refused by operator",
        "osc 10.0.0.9",
        "refused: standby is cue 11",
        "link to the confetti cannon lost",
        "by operator, for 0:42",
        "last answered 40 minutes ago",
        "Twenty-four forms.",
        "tai chi 24",
        "96 % to 58 %",
        "9c1185a5c5e9fc54612808977ee8f548b2258d31",
        "every checksum right",
    ],
)
def test_the_afternoon_is_told(text, told):
    assert told in text


def test_acts_are_told_with_over_and_under_and_fixed_times_where_there_are_any(tmp_path):
    night, fixed = tmp_path / "night", tmp_path / "fixed"
    assert "Fixed time" not in Page(report(write_sample(night))).text
    with Journal.create(fixed, lambda: 0) as journal:
        cues = [{"cue": "1", "planned_start_s": 0, "planned_s": 60, "fixed": "14:00",
                 "fixed_s": 0, "slack_s": 0}]  # fmt: skip
        journal.write("rundown", acts=[{"act": "Opening", "cues": cues}])
        journal.write("cue_started", "1", name="Link")
        journal.write("cue_ended", "1", outcome="succeeded")
    text = Page(report(fixed)).text
    assert "Fixed time" in text
    assert "14:00" in text
    assert "−1:00" in text


def test_what_is_pronounced_as_written_is_not_told_twice(text):
    assert text.count("Thank you for having me.") == 1


def test_the_page_is_well_formed(afternoon):
    assert Page(report(afternoon)).open == []


def test_the_page_needs_nothing_but_itself(afternoon):
    page = report(afternoon)
    for _, name, value in Page(page).attributes:
        if name in {"src", "href", "xlink:href", "data", "action"}:
            assert value.startswith("#")
    assert not re.search(r"https?://|url\(|@import|<script|<link", page)


@pytest.mark.parametrize("whole", [True, False])
def test_everything_that_is_linked_to_is_there(afternoon, tmp_path, whole):
    if not whole:
        Journal.create(tmp_path, lambda: 0).close()
    attributes = Page(report(afternoon if whole else tmp_path)).attributes
    links = {value[1:] for _, name, value in attributes if name == "href"}
    assert links <= {value for _, name, value in attributes if name == "id"}


def test_the_same_record_gives_the_same_bytes(afternoon):
    assert report(afternoon) == report(afternoon)


def test_markup_in_the_record_is_shown_and_never_obeyed(tmp_path):
    evil = "<script>alert('x')</script>\"'&amp;"
    acts = [{"act": evil, "cues": [{"cue": evil, "name": evil, "kinds": [evil]}]}]
    names = [
        "show", "robot", "model", "fingerprint", "version", "starts", "name", "why", "text",
        "spoken", "origin", "reason", "order", "what", "to", "message", "by", "question",
        "how", "id", "title", "office", "draft", "grade", "says", "file", "motion",
    ]  # fmt: skip
    data = dict.fromkeys(names, evil)
    with Journal.create(tmp_path, lambda: 0) as journal:
        for kind in KINDS:
            gauges = [{"name": evil, "value": 1, "unit": evil}]
            sources = [{"fact": evil, "as_of": evil}]
            journal.write(kind, evil, **data, sources=sources, gauges=gauges)
        journal.write("rundown", acts=acts)
        journal.write("cue_started", evil, name=evil)
        journal.write("cue_ended", evil, outcome=evil)
    page = report(tmp_path)
    assert "<script" not in page
    assert all("alert" not in name for _, name, _ in Page(page).attributes)
    assert "<script>alert('x')</script>\"'&amp;" in Page(page).text


def test_a_picture_is_put_in_as_it_is_and_only_if_its_motion_was_done(afternoon):
    pictures = {"bow": "<svg><circle r='3'/></svg>", "not_done": "<svg id='other'></svg>"}
    page = report(afternoon, pictures)
    assert "<svg><circle r='3'/></svg>" in page
    assert "other" not in page


def test_pictures_stand_on_the_page_at_one_scale(afternoon):
    pictures = {"bow": '<svg width="240"></svg>', "tai_chi_24": '<svg viewBox="0 0 9 9"></svg>'}
    page = report(afternoon, pictures)
    assert '<li style="width:10.0rem"><div class="picture"><svg width="240">' in page
    assert '<li style="width:62.0rem"><div class="picture"><svg viewBox' in page


@pytest.mark.parametrize("kind", KINDS)
def test_an_entry_that_lacks_its_data_still_gives_a_report(tmp_path, kind):
    with Journal.create(tmp_path, lambda: 0) as journal:
        journal.write(kind, "1")
        journal.write("cue_started", "1")
        journal.write("asked", "1")
        journal.write(kind, "1")
    assert "</html>" in report(tmp_path)


@pytest.mark.parametrize("share", [0, 0.1, 0.25, 0.4, 0.5, 0.65, 0.8, 0.95])
def test_a_record_cut_short_still_gives_a_report_that_says_so_at_its_top(
    afternoon, tmp_path, share
):
    content = (afternoon / "as-run.jsonl").read_bytes()
    (tmp_path / "as-run.jsonl").write_bytes(content[: int(len(content) * share)])
    page = Page(report(tmp_path)).text
    assert page.index("This record is not whole.") < 100


def test_a_crash_in_a_cue_names_the_cue(tmp_path):
    night = Night(tmp_path)
    night.begin(rundown())
    night.go("2")
    night.at_s += 100
    night.write("motion", "2", motion="tai_chi_24")
    night.journal.close()
    text = Page(report(tmp_path)).text
    assert "recorded up to 1:42, during cue 2 (Tai Chi, 24 forms), before the show’s end" in text
    assert "41 not reached" in text


def test_a_stopped_show_is_not_said_to_be_under(tmp_path):
    night = Night(tmp_path)
    night.begin(rundown())
    night.at_s += 60
    night.write("stop", grade="freeze", origin="keyboard", sent=True)
    night.finish("stopped")
    text = Page(report(tmp_path)).text
    assert "The show was stopped (freeze, by keyboard). After 1:00 of 1:25:17." in text
    assert "Under" not in text
    assert "−1:24:17" not in text


def test_what_the_gauges_read_at_worst_is_told_with_the_cue(tmp_path):
    with Journal.create(tmp_path, lambda: 0) as journal:
        for cue, knee_c, foot_n in (("1", 40, 400), ("2", 61, 400), (None, 61, 500)):
            knee = {"name": "hottest knee", "value": knee_c, "unit": "°C"}
            foot = {"name": "foot force", "value": foot_n, "unit": "N"}
            rope = {"name": "rope force", "value": 0, "unit": "N"}
            journal.write("cue_ended" if cue else "show_ended", cue, gauges=[knee, foot, rope])
    text = Page(report(tmp_path)).text
    assert "Hottest knee, at worst 61 °C by the end of cue 2 " in text
    assert "Foot force, at worst 500 N after the last cue " in text
    assert "Rope force, at worst 0 N Timeline" in text


def test_of_a_robot_without_gauges_nothing_is_told(text):
    assert "at worst" not in text


def test_a_question_that_was_not_kept_is_not_told(tmp_path):
    with Journal.create(tmp_path, lambda: 0) as journal:
        journal.write("asked", "1", by="host", source="person", confidence=0.9)
        journal.write("said", "1", text="Yes.", spoken="Yes.", duration_s=1)
    assert "its words were not kept" in Page(report(tmp_path)).text


def test_a_cue_outside_the_rundown_is_told_under_its_own_heading(tmp_path):
    with Journal.create(tmp_path, lambda: 0) as journal:
        journal.write("cue_started", "pause", name="A short technical pause")
        journal.write("cue_ended", "pause", outcome="succeeded")
    text = Page(report(tmp_path)).text
    assert "Outside the rundown" in text
    assert "A short technical pause" in text


def test_no_half_report_is_left(afternoon):
    report(afternoon)
    assert sorted(path.name for path in afternoon.iterdir()) == ["as-run.jsonl", "report.html"]


def test_a_folder_without_a_record_is_told(tmp_path):
    with pytest.raises(CannotStart):
        write_report(tmp_path)


def test_a_report_that_cannot_be_written_is_told(afternoon, tmp_path):
    (tmp_path / "as-run.jsonl").write_bytes((afternoon / "as-run.jsonl").read_bytes())
    (tmp_path / "report.html").mkdir()
    with pytest.raises(CannotWrite, match=r"report\.html: is a directory"):
        write_report(tmp_path)
    assert len(list(tmp_path.iterdir())) == 2


def test_a_date_is_written_for_people():
    assert date_in_words("2025-01-06T09:05") == "Monday 6 January 2025, 09:05"
    assert date_in_words("soon") == "soon"
