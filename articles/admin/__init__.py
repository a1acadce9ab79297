from articles.admin import article, feedback, images, people, shared
