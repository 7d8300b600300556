"""Joint motion: trajectories, the files they are written in, and what limits them."""
