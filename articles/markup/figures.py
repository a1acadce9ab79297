"""A figure of a stored body names a picture; here it gets the picture, in the widths there are."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from lxml.builder import E
from lxml.html import HtmlElement, tostring

from articles.markup.tree import parse, remove

SIZES = "(min-width: 62rem) 40.5rem, 100vw"


@dataclass(frozen=True)
class Picture:
    """What a figure shows. `renditions` are (media type, width, address), widest last."""

    src: str
    width: int
    height: int
    alt: str
    caption: str = ""
    credit: str = ""
    renditions: tuple[tuple[str, int, str], ...] = ()
    legend: tuple[str, ...] = ()  # what the numbers in the picture stand for


def figures_of(html: str) -> dict[str, bool]:
    """The pictures a stored body shows, by key, and whether each use has a caption of its own.

    >>> figures_of('<figure data-image="hip"><figcaption>A hip.</figcaption></figure><figure data-image="rib"></figure>')
    {'hip': True, 'rib': False}
    """
    found: dict[str, bool] = {}
    for figure in parse(html).iterdescendants("figure"):
        if key := figure.get("data-image"):
            found[key] = found.get(key, True) and _is_written(figure.find("figcaption"))
    return found


def render_figures(root: HtmlElement, pictures: Mapping[str, Picture]) -> list[str]:
    """Puts the pictures in; returns the keys, or for want of one the captions, of those that are missing."""
    missing = []
    is_first = True
    for figure in list(root.iterdescendants("figure")):
        picture = pictures.get(figure.get("data-image", ""))
        if picture is None:
            # A visitor has no use for a caption without its picture; staff learn of it before publishing.
            missing.append(figure.get("data-image") or " ".join(figure.text_content().split()))
            remove(figure)
            continue
        caption = figure.find("figcaption")
        tail = figure.tail
        figure.clear()
        figure.tail = tail
        figure.append(picture_element(picture, is_first=is_first))
        figure.extend(_caption(caption, picture))
        is_first = False
    return missing


def picture_element(picture: Picture, *, is_first: bool = False) -> HtmlElement:
    """`<picture>` with each media type's widths; the size in the page is known before it loads."""
    element = E.picture()
    widths_of: dict[str, list[str]] = {}
    for media_type, width, address in picture.renditions:
        widths_of.setdefault(media_type, []).append(f"{address} {width}w")
    for media_type, widths in widths_of.items():
        element.append(E.source({"type": media_type, "srcset": ", ".join(widths), "sizes": SIZES}))
    image = {
        "src": picture.src,
        "width": str(picture.width),
        "height": str(picture.height),
        "alt": picture.alt,
    }
    element.append(E.img(image if is_first else image | {"loading": "lazy", "decoding": "async"}))
    return element


def picture_html(picture: Picture, *, is_first: bool = False) -> SafeString:
    return mark_safe(_text(picture_element(picture, is_first=is_first)))  # noqa: S308  lxml escapes every value


def _text(element: HtmlElement) -> str:
    return without_void_ends(tostring(element, encoding="unicode"))


def without_void_ends(html: str) -> str:
    """lxml does not know that `source` is void. In text and attributes its brackets are escaped."""
    return html.replace("</source>", "")


def _is_written(caption: HtmlElement | None) -> bool:
    return caption is not None and bool(caption.text_content().strip())


def _caption(written: HtmlElement | None, picture: Picture) -> list[HtmlElement]:
    """The caption written in the text wins over the picture's own; legend and credit are always shown."""
    if _is_written(written):
        caption = written
        caption.tail = None
    elif picture.caption or picture.credit or picture.legend:
        caption = E.figcaption(picture.caption)
    else:
        return []
    if picture.legend:
        caption.append(E.ol(*[E.li(line) for line in picture.legend]))
    if picture.credit and caption.find("small") is None:
        caption.append(E.small(picture.credit))
    return [caption]
