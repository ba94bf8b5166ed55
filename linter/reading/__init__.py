"""How prose is understood: which signals stand where, and what a sentence claims."""
