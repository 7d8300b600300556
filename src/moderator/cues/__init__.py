"""The kinds of cue, one file each, and the stage they act on."""
