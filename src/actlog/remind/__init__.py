"""When to speak up: what is due to be said, by which channel, and what runs it."""
