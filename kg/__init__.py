"""kg: cancer documents as a knowledge graph whose every fact carries the words it was read from."""
