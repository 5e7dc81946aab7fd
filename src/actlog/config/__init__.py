"""Where things lie, and the model week's file."""
