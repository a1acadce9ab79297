from django.urls import path

from articles import feedback_views, feeds, list_views, preview_views, since_views, views

app_name = "articles"
urlpatterns = [
    path("articles/", list_views.ArticleList.as_view(), name="list"),
    path("articles/feed/", feeds.ArticleFeed(), name="feed"),
    path("articles/changes/", list_views.Changes.as_view(), name="changes"),
    path("articles/topics/<slug:slug>/", list_views.TopicArticles.as_view(), name="topic"),
    path("articles/<slug:slug>/", views.ArticleDetail.as_view(), name="article"),
    path("articles/<slug:slug>/since/<str:number>/", since_views.article_since, name="since"),
    path("articles/<slug:slug>/feedback/", feedback_views.feedback, name="feedback"),
    path("articles/<slug:slug>/sources.<reference_format:format>", views.article_sources, name="sources"),
    path("people/<slug:slug>/", list_views.PersonArticles.as_view(), name="person"),
    path("preview/<str:token>/", preview_views.shared_preview, name="shared_preview"),
    path("feedback/", feedback_views.feedback_code, name="feedback_code"),
    path("feedback/<str:code>/", feedback_views.feedback_answer, name="feedback_answer"),
    path("about/<slug:slug>/", views.PageDetail.as_view(), name="page"),
]
