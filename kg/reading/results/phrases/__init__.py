"""Noun phrases of a sentence as lists of things, and the things that a clause has in a slot."""
