from articles.admin import article, images, people, shared

__all__ = ["article", "images", "people", "shared"]
