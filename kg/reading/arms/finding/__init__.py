"""The ways in which documents introduce the arms of their trials."""
