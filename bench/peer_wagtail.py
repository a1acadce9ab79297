"""Called by peer_wagtail.sh with the folder of Wagtail's programs: loads our words into it and measures both."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from itertools import count
from pathlib import Path

from load import HOST, PACKED, ROUNDS, fill
from pages import prepare
from servers import FEW, GRANIAN, Server, Target, answer, compare, free_port, started

HERE = Path(__file__).resolve().parent
PLAIN = "Host: localhost"
THREADS = ("--interface", "wsgi", "--blocking-threads", "8", "--no-log")
CITATION = re.compile(r"<sup [^>]*>.*?</sup>")
HEADING = re.compile(r"<h2[^>]*>(.*?)</h2>", re.DOTALL)


def words(address: str) -> dict:
    """What a visitor reads of our article, for a page of Wagtail's."""
    from django.test import Client
    from lxml import html

    from articles.models import Article
    from sources import ama
    from sources.models import Source

    page = html.fromstring(Client(SERVER_NAME="bench.example").get(address).content)
    article = Article.objects.get(slug=address.strip("/").rpartition("/")[2])
    numbers, places = count(1), count(1)
    body = CITATION.sub(lambda _found: f"<sup>{next(numbers)}</sup>", article.body)
    headings = HEADING.findall(body)
    body = HEADING.sub(lambda found: f'<h2 id="s{next(places)}">{found[1]}</h2>', body)
    cited = Source.objects.filter(citations__article=article).distinct()
    if not (headings and cited):
        raise SystemExit("The article has lost its headings or sources, so there is nothing to compare.")
    links = page.xpath("//header//a | //footer//a")
    return {
        "title": article.title,
        "summary": article.summary,
        "byline": "Written by somebody, reviewed by somebody else",
        "body": body,
        "contents": [[f"s{number}", heading] for number, heading in enumerate(headings, 1)],
        "sources": [str(ama.to_html(source.to_csl())) for source in cited],
        "menu": [link.text_content().strip()[:200] or "Link" for link in links],
    }


def load(programs: Path, folder: str, given: dict) -> dict[str, str]:
    """The environment in which Wagtail serves these words."""
    variables = {
        "PYTHONPATH": folder,
        "DJANGO_SETTINGS_MODULE": "wagtail_site.settings",
        "WAGTAIL_DATABASE": f"{folder}/wagtail.sqlite3",
    }
    shutil.copytree(HERE / "wagtail_site", f"{folder}/wagtail_site")
    (Path(folder) / "words.json").write_text(json.dumps(given))
    for arguments in (
        ["-m", "django", "makemigrations", "wagtail_site", "--verbosity", "0"],
        ["-m", "django", "migrate", "--verbosity", "0"],
        ["-m", "wagtail_site.load_words", f"{folder}/words.json"],
    ):
        subprocess.run(  # noqa: S603  our own arguments
            [str(programs / "python"), *arguments], env=clean() | variables, check=True, cwd=folder
        )
    return variables


def clean() -> dict[str, str]:
    return {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}


def wagtail(programs: Path, variables: dict[str, str], port: int, **more: str):
    command = [str(programs / "granian"), *THREADS, "--port", str(port), "wagtail_site.wsgi:application"]
    return started(command, port, **variables, **more)


def main(programs: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder, f"sqlite:///{folder}/bench.sqlite3")
        article = fill()
        variables = load(programs, folder, words(article))
        ports = [free_port() for _ in range(4)]
        floor = [GRANIAN, *THREADS, "--port", str(ports[0]), "constant:application"]
        serve = [sys.executable, "manage.py", "serve", "--port", str(ports[1])]
        with (
            started(floor, ports[0], PYTHONPATH=str(HERE)) as constant,
            started(serve, ports[1], SERVER_WORKERS="1") as site,
            wagtail(programs, variables, ports[2]) as plain,
            wagtail(programs, variables, ports[3], WAGTAIL_CACHE="1") as cached,
        ):
            compare(targets(constant, site, plain, cached, article), ROUNDS)


def targets(constant: Server, site: Server, plain: Server, cached: Server, article: str) -> list[Target]:
    _status, headers = answer(site.address + article, (HOST, PACKED))
    same = f"If-None-Match: {headers['etag']}"
    return [
        Target("constant body of 9.9 KB", constant, "/"),
        Target("ours, from the cache", site, article, (HOST, PACKED)),
        Target("ours, 304", site, article, (HOST, PACKED, same), 304),
        Target("Wagtail, from the site cache", cached, "/measured/", (PLAIN,)),
        Target("ours, made anew", site, article, (HOST, "Cookie: sessionid=x"), clients=FEW),
        Target("Wagtail, made anew", plain, "/measured/", (PLAIN,), clients=FEW),
    ]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
