"""Another program's table, read through a mapping."""
