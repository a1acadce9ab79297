from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from articles.drafts import make_draft
from articles.manuscripts import UnreadableManuscript, read
from articles.manuscripts.recognition import LARGEST
from editing.staged_import.commands import read_file


class Command(BaseCommand):
    help = "Makes a draft of a manuscript (.docx, .html, .md or .txt) and reports what was not understood."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *args, file: Path, **options):
        draft = make_draft(self._read(file))
        article = draft.article
        self.stdout.write(f"Draft “{article.title}” ({article.slug}).")
        self.stdout.write(f"Sources: {len(draft.new_sources)} new, {len(draft.known_sources)} already here.")
        for author in article.authors.all():
            self.stdout.write(f"Author: {author.full_name}")
        for line in article.report_lines.all():
            self.stdout.write(f"{line.place}: {line.get_kind_display()}: {line.text[:120]}: {line.reason}")

    def _read(self, file: Path):
        try:
            return read(read_file(file, largest=LARGEST), file.name)
        except UnreadableManuscript as reason:
            raise CommandError(f"{file}: {reason}") from reason
