import csv
import io
from html.parser import HTMLParser
from pathlib import Path

import pytest

from moderator.cli.printed import in_css


@pytest.fixture
def signed(small):
    """The small show, whose words Anna Berg approves."""
    path = small / "show.yaml"
    path.write_text(path.read_text().replace("robot:", "approved_by: Anna Berg\nrobot:", 1))
    return small


def change(small, was, now):
    path = small / "show.yaml"
    path.write_text(path.read_text().replace(was, now))


class Page(HTMLParser):
    """The text of a page, and its tags."""

    def __init__(self, page):
        super().__init__()
        self.text, self.tags = [], []
        self.feed(page)

    def handle_starttag(self, tag, _):
        self.tags.append(tag)

    def handle_data(self, data):
        self.text.append(" ".join(data.split()))


def test_the_script_is_printed_in_order(moderator, small):
    ran = moderator("script", small)
    assert ran.code == 0
    told = [ran.out.index(words) for words in ("I am Kuafu.", "It is {clock.time}", "Thank you.")]
    assert told == sorted(told)
    assert "such as: It is 15:20 and we are 3 minutes late." in ran.out
    assert ran.out.rstrip().endswith("4 lines")


def test_every_line_says_in_json_who_is_asked_and_how_it_stands(moderator, signed):
    lines = moderator("script", signed, "--json").json["lines"]
    assert [(each["cue"], each["kind"], each["state"]) for each in lines] == [
        ("1", "line", "not approved"),
        ("10", "answer late", "not approved"),
        ("10", "deflection 1", "not approved"),
        ("10", "closing", "not approved"),
    ]
    assert {each["asked"] for each in lines} == {"Anna Berg"}
    assert all(each["seconds"] > 0 for each in lines)


def test_cues_acts_and_single_lines_are_approved_by_name(moderator, signed):
    def approved():
        lines = moderator("script", signed, "--json").json["lines"]
        return [each["kind"] for each in lines if each["state"] == "approved"]

    ran = moderator("script", signed, "--approve", "10:closing", "--by", "Anna Berg")
    assert (ran.code, ran.out, approved()) == (0, "", ["closing"])
    assert "1 line approved by Anna Berg" in ran.err
    assert "warning" not in ran.err  # of what stood before
    moderator("script", signed, "--approve", "opening", "10:answer late", "--by", "Anna Berg")
    assert approved() == ["line", "answer late", "closing"]
    moderator("script", signed, "--approve", "--all", "--by", "Anna Berg")
    assert len(approved()) == 4
    assert moderator("check", signed).out.count("warning") == 0
    ran = moderator("script", signed, "--revoke", "10", "--by", "Otto Lang")
    assert "0 approvals of Otto Lang's taken back" in ran.err
    moderator("script", signed, "--revoke", "10")
    assert approved() == ["line"]


def test_who_approves_for_another_is_told_what_is_still_wanted(moderator, signed):
    ran = moderator("script", signed, "--approve", "Opening", "--by", "Otto Lang")
    assert ran.code == 0
    assert "1 line of them still wanted from Anna Berg" in ran.err


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--approve", "99", "--by", "Anna"], "nothing is spoken in '99'"),
        (["--approve", "2", "--by", "Anna"], "nothing is spoken in '2'"),  # it only moves
        (["--approve", "1"], "add --by NAME"),
        (["--approve", "--by", "Anna"], "name cues and acts"),
        (["--approve", "1", "--revoke", "1", "--by", "Anna"], "one after the other"),
        (["--by", "Anna"], "go with --approve"),
        (["--approve", "1", "--by", "x" * 301], "at most 300 letters"),
    ],
)
def test_wrong_use_is_one_line_and_writes_nothing(moderator, signed, options, told):
    ran = moderator("script", signed, *options)
    assert ran.code == 2
    assert told in ran.err.splitlines()[-1]
    assert not (signed / "approvals.yaml").exists()


def test_check_tells_what_was_changed_and_what_it_was(moderator, signed):
    moderator("script", signed, "--approve", "--all", "--by", "Anna Berg")
    change(signed, "I am Kuafu.", "My name is Kuafu.")
    ran = moderator("check", signed)
    assert ran.code == 0
    assert "show.yaml:14:16: warning: this was changed since Anna Berg approved it" in ran.out
    assert "it was: Good afternoon. I am Kuafu." in ran.out


def test_the_table_is_one_that_spreadsheets_read_and_never_calculate(moderator, small):
    change(small, "Good afternoon.", '=HYPERLINK(""x"") said \\"aloud\\", twice.')
    change(small, '"=HYPERLINK(""x"")', '"=HYPERLINK(x)')
    assert moderator("script", small, "--csv", "s.csv").code == 0
    raw = Path("s.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\n") == raw.count(b"\r\n") == 5
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert rows[0]["words"] == '\'=HYPERLINK(x) said "aloud", twice. I am Kuafu.'
    assert [row["cue"] for row in rows] == ["1", "10", "10", "10"]
    assert not any(cell[:1] in "=+-@" for row in rows for cell in row.values() if cell)


def test_the_page_takes_what_people_write_for_text(moderator, small):
    change(small, "show: A small afternoon", 'show: "夸父</style><script>alert(1)</script>"')
    change(small, "Good afternoon.", "Good <b>afternoon</b> & <script>evening</script>.")
    assert moderator("script", small, "--html", "script.html").code == 0
    page = Page(Path("script.html").read_text("utf-8"))
    assert not {"b", "script"} & set(page.tags)
    assert "Good <b>afternoon</b> & <script>evening</script>. I am Kuafu." in page.text
    assert page.text.count("sample: It is 15:20 and we are 3 minutes late.") == 1


def test_the_page_shows_what_was_approved_beside_what_was_changed(moderator, signed):
    moderator("script", signed, "--approve", "1", "--by", "Anna Berg", "--note", "by telephone")
    change(signed, "I am Kuafu.", "My name is Kuafu.")
    moderator("script", signed, "--html", "script.html")
    text = Page(Path("script.html").read_text("utf-8")).text
    assert "Good afternoon. I am Kuafu." in text
    assert "Good afternoon. My name is Kuafu." in text
    assert "by telephone" in text
    assert "signature" in text


def test_a_title_cannot_leave_its_string_in_the_style_sheet():
    assert in_css('A "b"; } \n\\夸') == r"A \000022b\000022\00003b \00007d \00000a\00005c\005938"


def test_a_page_or_a_table_that_cannot_be_written_is_one_line(moderator, small):
    for option in ("--html", "--csv"):
        ran = moderator("script", small, option, "no/such/folder/script")
        assert (ran.code, len(ran.err.splitlines())) == (2, 1)


def test_lengths_are_estimated_unless_they_are_to_be_measured(moderator, small):
    estimated = moderator("script", small, "--json").json["lines"][0]["seconds"]
    measured = moderator("script", small, "--json", "--measure").json["lines"][0]["seconds"]
    assert estimated != measured
    assert measured == pytest.approx(estimated, rel=0.4)
