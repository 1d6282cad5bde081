"""Results: the arms of a trial, what was measured, and which figure belongs to which."""
