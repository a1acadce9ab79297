from articles.admin import article, images, people, shared
