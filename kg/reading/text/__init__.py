"""Markdown to passages and sentences, each with the way back to the file."""
