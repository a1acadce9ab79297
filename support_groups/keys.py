from editing.keys import is_key

__all__ = ["is_key"]
