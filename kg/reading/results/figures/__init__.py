"""What the figures of a sentence are, which measure each is told of, and whose it is."""
