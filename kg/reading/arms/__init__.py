"""Arms: who was given what in which trial, and what a phrase such as "the placebo group" refers to."""
