"""Builders for the XML of Word files. Each function gives a string; `word` puts them into a file."""

import io
import zipfile

from articles.manuscripts import Manuscript, read

URI = "http://schemas.openxmlformats.org"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": f"{URI}/wordprocessingml/2006/main",
        "r": f"{URI}/officeDocument/2006/relationships",
        "m": f"{URI}/officeDocument/2006/math",
        "mc": f"{URI}/markup-compatibility/2006",
        "wp": f"{URI}/drawingml/2006/wordprocessingDrawing",
        "a": f"{URI}/drawingml/2006/main",
        "c": f"{URI}/drawingml/2006/chart",
        "dgm": f"{URI}/drawingml/2006/diagram",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    }.items()
)

EXTERNAL = ' TargetMode="External"'


def r(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(text: str = "", properties: str = "", inner: str = "") -> str:
    """A paragraph of one run, then `inner`."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(text) if text else ''}{inner}</w:p>"


def item(text: str, list_id: int | str = 1, depth: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>')


def heading(text: str, level: int = 1, properties: str = "") -> str:
    return p(text, f'{properties}<w:outlineLvl w:val="{level - 1}"/>')


def tc(content: str, properties: str = "") -> str:
    """A cell; content without markup becomes its only paragraph."""
    content = content if content.startswith("<") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    cells = tuple(cell if cell.startswith("<") else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def sdt(content: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def either(choice: str, fallback: str) -> str:
    return (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )


def drawn_box(content: str) -> str:
    return (
        "<w:drawing><wp:inline><a:graphic><a:graphicData><wps:wsp><wps:txbx>"
        f"<w:txbxContent>{content}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


def vml_box(content: str) -> str:
    return (
        f"<w:pict><v:shape><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict>"
    )


def picture(description: str = "") -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="{description}"/><a:graphic><a:graphicData>'
        "<a:blip/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def level(kind: str = "decimal", text: str = "", start: int = 1, depth: int = 0, more: str = "") -> str:
    text = text or f"%{depth + 1}."
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def definition(*levels: str, key: int = 0) -> str:
    return f'<w:abstractNum w:abstractNumId="{key}">{"".join(levels)}</w:abstractNum>'


def num(list_id: int | str, key: int = 0, overrides: str = "") -> str:
    return f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="{key}"/>{overrides}</w:num>'


def restart(depth: int = 0, start: int = 1) -> str:
    return f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def relationships(*relations: tuple[str, str, str]) -> str:
    """Each as id, kind and target; a target with a colon is outside the file."""
    listed = "".join(
        f'<Relationship Id="{key}" Type="{URI}/officeDocument/2006/relationships/{kind}" Target="{target}"'
        f"{EXTERNAL if ':' in target else ''}/>"
        for key, kind, target in relations
    )
    return f'<Relationships xmlns="{URI}/package/2006/relationships">{listed}</Relationships>'


def root(name: str, content: str) -> str:
    return f"<w:{name} {NAMESPACES}>{content}</w:{name}>"


def archive(parts: dict[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target.getvalue()


def word(
    *content: str, parts: dict[str, str | bytes] | None = None, lists: str = "", styles: str = ""
) -> bytes:
    """A Word file with a title, so that the first line of `content` is not taken for one."""
    title = '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Bones</w:t></w:r></w:p>'
    named = '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
    return archive(
        {
            "word/document.xml": root("document", f"<w:body>{title}{''.join(content)}</w:body>"),
            "word/styles.xml": root("styles", named + styles),
            **({"word/numbering.xml": root("numbering", lists)} if lists else {}),
            **(parts or {}),
        }
    )


def read_word(*content: str, **parts) -> Manuscript:
    return read(word(*content, **parts), "bones.docx")
