"""Whose each figure is: the arm it is tied to, or the whole study."""
