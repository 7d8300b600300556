"""What the robot knows: facts, the show's own state, which answer a question wants."""
