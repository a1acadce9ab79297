from django.urls import path

from support_groups.views import calendars
from support_groups.views.exports import export_csv, export_json
from support_groups.views.finder import Finder
from support_groups.views.group import GroupDetail
from support_groups.views.sheet import Sheet, SheetSince
from support_groups.views.since import group_since

app_name = "support_groups"
urlpatterns = [
    path("", Finder.as_view(), name="finder"),
    path("calendar.ics", calendars.search_calendar, name="search_calendar"),
    path("sheet/", Sheet.as_view(), name="sheet"),
    path("sheet/since/<str:number>/", SheetSince.as_view(), name="sheet_since"),
    path("export.json", export_json, name="export-json"),
    path("export.csv", export_csv, name="export-csv"),
    path("<slug:slug>/", GroupDetail.as_view(), name="group"),
    path("<slug:slug>/since/<str:number>/", group_since, name="since"),
    path("<slug:slug>/calendar.ics", calendars.group_calendar, name="calendar"),
]
