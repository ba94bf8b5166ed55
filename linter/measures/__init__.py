"""What can be counted in a draft: how hard it is to read, and how well it is supported.

`counting.measures` takes the `model.Measures` of a document.
"""
