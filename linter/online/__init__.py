"""References held against the records of Crossref and PubMed: the one part that asks the network.

Nothing here runs unless somebody calls `medlint references verify`.
"""
