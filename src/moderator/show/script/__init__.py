"""The script: every sentence that can be spoken, who approves it, and what is recorded of it."""
