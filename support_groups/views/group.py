from django.views.generic import DetailView

from support_groups.models import Group


class GroupPage(DetailView):
    context_object_name = "group"

    def get_queryset(self):
        return Group.objects.public().for_pages()
