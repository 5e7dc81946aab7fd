"""Into and out of other programs."""
