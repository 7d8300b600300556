"""What the hall sees and hears besides the robot."""
