"""Lists of treatments that set arms apart: where they are cut, and what each of their alternatives says."""
