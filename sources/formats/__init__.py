"""One module per format: bytes or text -> CSL-JSON items, and back."""
