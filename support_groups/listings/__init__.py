"""The rules of a listing: what it must say, when it is due to be confirmed, how its text is folded for search."""
