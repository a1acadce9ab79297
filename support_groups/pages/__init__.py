"""What visitors read about a group, each kind of page or file in one module."""
