"""Speaking: putting a line into words, rendering it beforehand, playing it."""
