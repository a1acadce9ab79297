from django.urls import path

from sources import views

app_name = "sources"
urlpatterns = [
    path("", views.SourceList.as_view(), name="list"),
    path("export.<reference_format:format>", views.SourceExport.as_view(), name="export"),
    path("<slug:key>.<reference_format:format>", views.export_one, name="export_one"),
    path("<slug:key>/", views.SourceDetail.as_view(), name="source"),
]
