from django.urls import path

from support_groups.views.finder import Finder
from support_groups.views.group import GroupPage

app_name = "support_groups"
urlpatterns = [
    path("", Finder.as_view(), name="finder"),
    path("<slug:slug>/", GroupPage.as_view(), name="group"),
]
