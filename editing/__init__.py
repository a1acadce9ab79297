"""What every app's admin shares. It knows no app."""
