"""Asking a model to read: a prompt from the ontology, a section at a time, and the gate decides what enters.

What a model answers is a claim like any other. It enters a sidecar only where its names are grounded, its kind's shape
takes it, its quote stands in the document to the letter and its numbers in the quote (`kg.curation.gate`).
"""

from kg.asking.ask import Asked, Reader
from kg.asking.cache import Cache
from kg.asking.client import Client, client

__all__ = ["Asked", "Cache", "Client", "Reader", "client"]
