"""Small manuscripts of our own, in the layouts writers send."""

import io
import zipfile

ARTICLE = """\
Sleep and Metastatic Breast Cancer

Table of Contents
View All
Table of Contents

Sleep is often the first thing to go. Some people lie awake with painSteroids keep others awake.

a bed by a dark window
Ourhouse / Jo Sample

Why It Goes

There are several reasons,\u00a0 including:

  • Steroids given with chemotherapy
  • Hot flashes

What Helps

Ask your team early. Nobody minds the question.

2 Sources
Ourhouse uses only high-quality sources. Read our editorial process to learn more.
  1. American Sleep Society. What is good sleep?\u00a0

  2. Doe BA, Roe C. Night waking: a view of the wardJ Intern Med. 2013;274(2):113–126. doi:10.1234/joim.12084

Additional Reading

By Jo Sample
Jo Sample is a nurse and writer. She lives in Ohio."""

REFERENCES = """

References

1. Doe B. One. J Intern Med. 2001;1:2.
2. Roe C. Two. J Intern Med. 2002;2:3.
3. Poe D. Three. J Intern Med. 2003;3:4.
4. Loe E. Four. J Intern Med. 2004;4:5.
5. Moe F. Five. J Intern Med. 2005;5:6.
"""


def text_with(sentence: str) -> bytes:
    """A plain text manuscript of one sentence and five references."""
    return f"A Title\n\n{sentence}{REFERENCES}".encode()


NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(document: str, **others: str) -> bytes:
    """A Word file of this XML; the name word__styles__xml stands for word/styles.xml."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", document)
        for name, content in others.items():
            package.writestr(name.replace("__xml", ".xml").replace("__", "/"), content)
    return target.getvalue()
