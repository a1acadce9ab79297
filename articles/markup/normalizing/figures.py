"""Figures in their stored form: one picture, one caption, nothing else."""

from lxml.html import HtmlElement

from articles.markup.tree import insert_behind, move_behind, remove, unwrap


def normalize_figures(root: HtmlElement) -> None:
    for figure in list(root.iterdescendants("figure")):
        if figure.get("data-image") or _has_caption(figure):
            figure.set("class", "figure")
            _keep_picture_and_caption(figure)
        else:
            unwrap(figure)
    for image in list(root.iterdescendants("img")):
        if not image.get("src") or not _is_in_figure(image) or not image.getparent().get("data-image"):
            remove(image)
    for caption in root.iterdescendants("figcaption"):
        if not _is_in_figure(caption):
            caption.tag = "p"
            caption.attrib.clear()


def _has_caption(figure: HtmlElement) -> bool:
    return bool(figure.get("class") and figure.text_content().strip())


def _is_in_figure(element: HtmlElement) -> bool:
    return element.getparent().tag == "figure"


def _keep_picture_and_caption(figure: HtmlElement) -> None:
    """Only one picture and one caption stay in a figure; all else follows it."""
    allowed = {"img", "figcaption"}
    strays: list[HtmlElement] = []
    loose = [figure.text or ""]
    figure.text = None
    for child in list(figure):
        loose.append(child.tail or "")
        child.tail = None
        if child.tag in allowed:
            allowed.remove(child.tag)
        elif child.tag != "img":
            strays.append(child)
        else:
            remove(child)
    place = figure
    for stray in strays:
        move_behind(place, stray)
        place = stray
    words = " ".join(" ".join(loose).split())
    if words:
        paragraph = figure.makeelement("p")
        paragraph.text = words
        insert_behind(figure, paragraph)
