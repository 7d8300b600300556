"""Show control for humanoid robots."""
