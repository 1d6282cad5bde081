"""What is said of untoward events without counting: lists, causes, contrasts, deaths."""
