"""Citations: the marks in a text, and the lists that they point to."""
