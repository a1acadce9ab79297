"""A web page in a .zip file, as Google Docs gives it with its pictures ("Download, Web page")."""

import io
import zipfile

from articles.manuscripts.recognition import LARGEST

ENDINGS = (".html", ".htm", ".xhtml")
MOST_FILES = 5000


def unzipped(data: bytes) -> bytes:
    """The only web page in a .zip file; any other file as it is."""
    if not data.startswith(b"PK\x03\x04"):
        return data
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            files = package.infolist()
            pages = [file for file in files if file.filename.lower().endswith(ENDINGS)]
            if len(pages) != 1 or len(files) > MOST_FILES or _is_of_office(files):
                return data
            with package.open(pages[0]) as page:
                content = page.read(LARGEST + 1)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError, ValueError):
        return data
    return content if content.strip() else data


def _is_of_office(files: list[zipfile.ZipInfo]) -> bool:
    names = {file.filename for file in files}
    return bool(names & {"[Content_Types].xml", "mimetype", "content.xml", "word/document.xml"})
