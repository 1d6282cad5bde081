"""The tables of `ontology/vocabulary`, made from package files read as data; one module a kind."""
