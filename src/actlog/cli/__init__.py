"""The command line: reads words, asks, answers."""
