"""Regular expressions asked only where they can match, and remembered from one process to the next."""
