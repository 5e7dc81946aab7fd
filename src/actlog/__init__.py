"""actlog: a salesperson's training log."""

__version__ = "0.1.0"
