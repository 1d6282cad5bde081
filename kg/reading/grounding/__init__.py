"""Names to concepts: the vocabulary's tables, what a document itself defines, on what conditions names are found."""
