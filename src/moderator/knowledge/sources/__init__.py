"""Where facts come from that are on no sheet: the clock, the show, the robot, and elsewhere."""
