"""Facts about trials: what each is, whom it took, who led it, its arms and its endpoints."""
