from sources.admin import source

__all__ = ["source"]
