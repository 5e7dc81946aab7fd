"""Words to entries and back. Pure: the clock is passed in."""
