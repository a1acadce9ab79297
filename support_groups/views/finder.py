from django.views.generic import ListView

from support_groups.models import Group


class Finder(ListView):
    template_name = "support_groups/finder.html"
    context_object_name = "groups"
    paginate_by = 20

    def get_queryset(self):
        return Group.objects.findable().for_lists()
