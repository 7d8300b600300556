"""Captions: what was said, timed by its words, made from the record alone."""
