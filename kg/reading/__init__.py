"""Text to findings: markup, sentences, names, numbers and the rules that read them."""
