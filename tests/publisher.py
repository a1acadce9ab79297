"""`python -m tests.publisher 1 20 0.1`: publish numbers of the article /articles/numbers/ in a process of its own.

Prints for each number when it was public, by the monotonic clock, which all processes of a machine share. With the word
`killed` at the end, the process is killed as soon as the last number is committed, before it can tell anybody.
"""

import os
import signal
import sys
import time

import django

SLUG = "numbers"


def publish(number: int) -> None:
    """In one of two ways: a new edition, or a statement that no model knows of."""
    from django.db import connection

    from articles.models import Article, Edition

    article = Article.objects.get(slug=SLUG)
    if number % 2:
        article.title = f"Number {number}"
        article.save()
        article.publish(by=None, kind=Edition.ChangeKind.EDIT)
    else:
        with connection.cursor() as cursor:
            values = [f"Number {number}", article.current_edition.pk]
            cursor.execute("UPDATE articles_edition SET title = %s WHERE id = %s", values)


def publish_and_die(number: int) -> None:
    from django.db import transaction

    with transaction.atomic():
        transaction.on_commit(lambda: os.kill(os.getpid(), signal.SIGKILL))
        publish(number)


def main(first: str, last: str, pause: str, *killed: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mbc_site.settings")
    django.setup()
    for number in range(int(first), int(last) + 1):
        if killed and number == int(last):
            publish_and_die(number)
        publish(number)
        print(number, time.monotonic(), flush=True)
        time.sleep(float(pause))


if __name__ == "__main__":
    main(*sys.argv[1:])
