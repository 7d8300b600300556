from moderator.show.script.words import hash_of, words_of


def test_words_are_those_of_a_caption_and_live_facts_stay_as_they_are_written(script):
    materials = script().loaded.materials
    text = "[voice: old]  There are\n{seats}, [mark: now] at {clock.time}."
    assert words_of(text, materials) == "There are 400 seats, at {clock.time}."


def test_a_live_fact_does_not_change_the_language_that_the_others_are_written_in(script):
    facts = "gdp: {money: 69.66 billion yuan}\nseats: {count: 4 seats}\n"
    materials = script(facts=facts).loaded.materials
    text = "现在{clock.time}，达到{gdp}。"
    assert words_of(text, materials) == "现在{clock.time}，达到696.6亿元。"


def test_the_same_words_have_the_same_hash_however_they_are_encoded_and_spaced():
    assert hash_of("Cafe\u0301  on\nthe corner") == hash_of("Café on the corner")
    assert hash_of("Café on the corner") != hash_of("Café on the corner.")
