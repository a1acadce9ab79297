import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import QuerySet

from articles.markup import figures_of
from articles.markup.tree import parse

TEXTS = ("alt", "caption", "legend", "credit", "license")
UNKNOWN = dict.fromkeys((*TEXTS, "original"), "") | {"width": 0, "height": 0, "renditions": []}


def shown(image) -> dict:
    """What readers see of a picture now."""
    sizes = {"width": image.width, "height": image.height, "renditions": image.renditions}
    return {name: getattr(image, name) for name in TEXTS} | {"original": image.original.name} | sizes


def is_drawn(html: str, image) -> bool:
    """Whether a text that was rendered earlier shows the picture as it is now, as far as can be seen."""
    drawn = [(img.get("src", ""), img.get("alt")) for img in parse(html).iterdescendants("img")]
    names = tuple(rendition["name"] for rendition in image.renditions)
    return any(address.endswith(names) and alt == image.alt for address, alt in drawn) if names else False


def keep_lead_pictures(apps, schema_editor):
    """As visitors read them today. What they said when the edition was made, nobody recorded."""
    alias = schema_editor.connection.alias
    editions = QuerySet(apps.get_model("articles", "Edition"), using=alias)
    for image in apps.get_model("articles", "Image").objects.using(alias).iterator():
        editions.filter(image=image).update(lead_picture=shown(image))


def keep_figures(apps, schema_editor):
    """A picture that has changed since its text was rendered counts as changed: its former words are unknown."""
    alias = schema_editor.connection.alias
    images = {image.key: image for image in apps.get_model("articles", "Image").objects.using(alias)}
    figures = apps.get_model("articles", "EditionFigure")
    editions = QuerySet(apps.get_model("articles", "Edition"), using=alias).only("body", "html")
    for edition in editions.filter(body__contains="<figure").iterator(chunk_size=50):
        figures.objects.using(alias).bulk_create(
            figures(
                edition=edition,
                image=images[key],
                shown=shown(images[key]) if is_drawn(edition.html, images[key]) else UNKNOWN,
                has_own_caption=has_own_caption,
            )
            for key, has_own_caption in figures_of(edition.body).items()
            if key in images
        )


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0013_citations_by_source'),
        ('sources', '0006_list_order'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='EditionFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('shown', models.JSONField()),
                ('has_own_caption', models.BooleanField()),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='articles.edition')),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.image')),
            ],
            options={
                'ordering': ['edition', 'pk'],
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('edition', 'image'), name='edition_figure_once')],
            },
        ),
        migrations.AddField(
            model_name='edition',
            name='lead_picture',
            field=models.JSONField(editable=False, null=True),
        ),
        migrations.RunPython(keep_lead_pictures, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(('image', None), ('lead_picture__isnull', True)),
                    models.Q(('image__isnull', False), ('lead_picture__isnull', False)),
                    _connector='OR',
                ),
                name='edition_keeps_its_picture',
            ),
        ),
        # Last, because PostgreSQL alters no table while it has keys to check.
        migrations.RunPython(keep_figures, migrations.RunPython.noop, elidable=True),
    ]
