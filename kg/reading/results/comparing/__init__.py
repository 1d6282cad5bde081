"""What is said of two arms: verdicts, ratios, changes and differences, each with its two sides."""
