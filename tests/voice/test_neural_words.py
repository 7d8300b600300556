from moderator.voice.neural_words import Group, word_reports

SOUNDS = {
    "I": "aɪ",
    "do": "duː",
    "not": "nɒt",
    "of": "ɒv",
    "the": "ðə",
    "road.": "rəʊd",
    "No": "nəʊ",
}


def reported(text, *sounds):
    groups = [Group(sound, 100 * number) for number, sound in enumerate(sounds)]
    told = word_reports(text, groups, lambda word: SOUNDS.get(word, word))
    return [(text[each.offset :].split()[0], each.sample) for each in told]


def test_as_many_groups_as_words_go_together():
    assert reported("I do not.", "aɪ", "duː", "nɒt.") == [("I", 0), ("do", 100), ("not.", 200)]


def test_words_that_are_run_together_have_the_first_ones_report():
    assert reported("I do not", "aɪ", "duːnɒt") == [("I", 0), ("do", 100)]
    assert reported("of the road.", "ɒvðə", "rəʊd.") == [("of", 0), ("road.", 100)]


def test_nothing_is_run_together_where_a_clause_ends():
    assert reported("No. I do not", "nəʊ.", "aɪduː", "nɒt") == [
        ("No.", 0),
        ("I", 100),
        ("not", 200),
    ]


def test_a_word_that_is_said_in_two_groups_has_the_firsts_report():
    assert reported("the road.", "ðə", "rəʊ", "d.") == [("the", 0), ("road.", 100)]


def test_a_line_without_words_has_no_reports():
    assert reported("…") == []
