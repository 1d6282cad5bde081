"""How many had an event: figures led to events and to the groups that they are of."""
