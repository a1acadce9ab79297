"""Scripts that derive data files once. Nothing imports them."""
