"""The commands as Typer sees them: their words, options and help, and nothing else."""
