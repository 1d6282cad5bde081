"""What each figure tells: of which measure, at which time, of the whole or of a part."""
