"""A show as a film: its body, its sound and its words, from the record and the show's files."""
