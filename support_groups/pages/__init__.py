"""What visitors read of a group, each kind in one module."""
