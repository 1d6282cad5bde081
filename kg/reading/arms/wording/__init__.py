"""How sentences word treatments: what is given together, beside what, in which dose, to how many."""
