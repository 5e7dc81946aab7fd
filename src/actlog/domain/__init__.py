"""The nouns of a sales log. Standard library only."""
