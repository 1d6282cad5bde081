"""Of which people a figure is told: those beside it, of its clause, or of the sentences before."""
