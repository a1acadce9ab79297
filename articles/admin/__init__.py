from articles.admin import article, images, people

__all__ = ["article", "images", "people"]
