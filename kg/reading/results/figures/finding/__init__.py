"""Which numbers of a sentence are figures of a result, and which say when, how many or how spread."""
