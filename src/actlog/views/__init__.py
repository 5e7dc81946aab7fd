"""Answers to Rich renderables. Never prints, never computes."""
