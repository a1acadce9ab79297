"""What every app's admin shares. It imports no app."""
