"""Another program's table, read and written through a mapping."""
