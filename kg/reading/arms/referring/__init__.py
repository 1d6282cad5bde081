"""What a phrase such as "arm A", "the placebo group" or "the combination" means, the arms of its trial known."""
