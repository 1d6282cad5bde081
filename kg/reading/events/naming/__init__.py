"""What untoward events are called, where such a name ends, and which words are none."""
