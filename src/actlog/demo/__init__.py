"""A made-up rep, to show what a log looks like after half a year."""
