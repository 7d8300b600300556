"""Groups: cues made of children, each in its place in time."""
