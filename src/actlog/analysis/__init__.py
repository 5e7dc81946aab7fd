"""From days and weeks to answers. Pure, one question per file."""
