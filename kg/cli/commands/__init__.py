"""One module a command; each has `run`, which takes the options and returns the exit code."""
