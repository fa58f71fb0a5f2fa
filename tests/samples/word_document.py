"""A Word document from a little marked-up text: head, headings, lists, real footnotes, recipients.

Written part by part, so that the bytes depend on nothing but the text (python-docx brings a template that
changes with its version, and knows no footnotes).

Marks of the text: `@issuer A | B`, `@number`, `@place`, `@subject`, `@title A | B`, `@to`, `@recipients A | B`,
`@signature`; `#` to `####` headings; `- ` list items; `[^1]` a note's place and `[^1]: …` its text.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from fixed_package import fix_package

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NOTE = re.compile(r"\[\^(\d+)\]")


@dataclass
class Manuscript:
    """The marked-up text, taken apart."""

    head: dict[str, list[str]] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)


def parse_manuscript(text: str) -> Manuscript:
    manuscript = Manuscript()
    for line in filter(None, (line.strip() for line in text.splitlines())):
        if line.startswith("@"):
            name, _, value = line[1:].partition(" ")
            manuscript.head[name] = [part.strip() for part in value.split(" | ")]
        elif match := re.match(r"\[\^(\d+)\]: (.+)", line):
            manuscript.notes[match[1]] = match[2]
        else:
            manuscript.lines.append(line)
    return manuscript


def build_word_document(text: str) -> bytes:
    """Bytes of the .docx."""
    manuscript = parse_manuscript(text)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in _parts(manuscript).items():
            package.writestr(name, _XML + content)
    return fix_package(out.getvalue())


def _parts(manuscript: Manuscript) -> dict[str, str]:
    kinds = ("styles", "numbering", "footnotes", "settings")
    overrides = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for kind in kinds
    )
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_R}/{kind}" Target="{kind}.xml"/>'
        for number, kind in enumerate(kinds, start=1)
    )
    title = " ".join(manuscript.head.get("title") or manuscript.head.get("subject", [""]))
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{_P}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>{overrides}'
            '<Override PartName="/docProps/core.xml"'
            ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{_P}/relationships">'
            f'<Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/>'
            f'<Relationship Id="rId2" Type="{_P}/relationships/metadata/core-properties"'
            ' Target="docProps/core.xml"/></Relationships>'
        ),
        "docProps/core.xml": (
            f'<cp:coreProperties xmlns:cp="{_P}/metadata/core-properties"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
            ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f"<dc:title>{escape(title)}</dc:title><dc:creator>Liên Tỉnh</dc:creator>"
            '<dcterms:created xsi:type="dcterms:W3CDTF">2020-01-01T00:00:00Z</dcterms:created></cp:coreProperties>'
        ),
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_P}/relationships">{relations}</Relationships>',
        "word/document.xml": _document(manuscript),
        "word/styles.xml": _styles(),
        "word/numbering.xml": _numbering(),
        "word/footnotes.xml": _footnotes(manuscript),
        "word/settings.xml": f'<w:settings xmlns:w="{_W}"><w:zoom w:percent="100"/></w:settings>',
    }


def _document(manuscript: Manuscript) -> str:
    head = manuscript.head
    body = [_head_table(head)]
    body += [_paragraph(_run(line, bold=True), "Title") for line in head.get("title", [])]
    body += [_paragraph(_run(line), "Body", center=True) for line in head.get("to", [])]
    body += [_block(line) for line in manuscript.lines]
    body.append(_foot_table(head))
    page = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>'  # noqa: E501
    return f'<w:document xmlns:w="{_W}"><w:body>{"".join(body)}{page}</w:body></w:document>'


def _block(line: str) -> str:
    heading = re.match(r"(#{1,4}) (.+)", line)
    if heading:
        return _paragraph(_runs(heading[2]), f"Heading{len(heading[1])}")
    if line.startswith("- "):
        return _paragraph(_runs(line[2:]), "List", numbered=True)
    return _paragraph(_runs(line), "Body")


def _runs(text: str) -> str:
    """Text with its footnote references."""
    runs = []
    for index, part in enumerate(_NOTE.split(text)):
        if index % 2:
            runs.append(
                '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
                f'<w:footnoteReference w:id="{part}"/></w:r>'
            )
        elif part:
            runs.append(_run(part))
    return "".join(runs)


def _run(text: str, *, bold: bool = False, italic: bool = False) -> str:
    properties = f"{'<w:b/>' if bold else ''}{'<w:i/>' if italic else ''}"
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _paragraph(runs: str, style: str, *, center: bool = False, numbered: bool = False) -> str:
    numbering = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' if numbered else ""
    alignment = '<w:jc w:val="center"/>' if center else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{numbering}{alignment}</w:pPr>{runs}</w:p>'


def _head_table(head: dict[str, list[str]]) -> str:
    """Issuer and number beside motto, place and date; the subject under the number."""
    first, second = head["issuer"]
    rows = [
        [_head_line(first, bold=True), _head_line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True)],
        [
            _head_line(second, bold=True) + _head_line(*head["number"]),
            _head_line("Độc lập - Tự do - Hạnh phúc", bold=True) + _head_line(*head["place"], italic=True),
        ],
    ]
    rows += [[_head_line(line), _head_line("")] for line in head.get("subject", [])]
    return _table(rows)


def _head_line(text: str, *, bold: bool = False, italic: bool = False) -> str:
    return _paragraph(_run(text, bold=bold, italic=italic), "Head", center=True)


def _foot_table(head: dict[str, list[str]]) -> str:
    recipients = [_paragraph(_run("Nơi nhận:", bold=True), "Head")]
    recipients += [_paragraph(_run(f"- {line}"), "Head") for line in head.get("recipients", [])]
    signature = [_paragraph(_run(line, bold=True), "Head", center=True) for line in head.get("signature", [])]
    return _table([["".join(recipients), "".join(signature)]]) + "<w:p/>"


def _table(rows: list[list[str]]) -> str:
    cells = [
        "".join(f'<w:tc><w:tcPr><w:tcW w:w="4530" w:type="dxa"/></w:tcPr>{cell}</w:tc>' for cell in row)
        for row in rows
    ]
    grid = '<w:tblGrid><w:gridCol w:w="4530"/><w:gridCol w:w="4530"/></w:tblGrid>'
    body = "".join(f"<w:tr>{row}</w:tr>" for row in cells)
    return f'<w:tbl><w:tblPr><w:tblW w:w="9060" w:type="dxa"/></w:tblPr>{grid}{body}</w:tbl>'


def _styles() -> str:
    fonts = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
    headings = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
        f'<w:basedOn w:val="Body"/><w:pPr><w:keepNext/><w:outlineLvl w:val="{level - 1}"/></w:pPr>'
        f"<w:rPr><w:b/>{'<w:i/>' if level == 4 else ''}</w:rPr></w:style>"
        for level in range(1, 5)
    )
    body = '<w:pPr><w:spacing w:before="120" w:after="120"/><w:ind w:firstLine="567"/><w:jc w:val="both"/></w:pPr>'
    return (
        f'<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="28"/>'
        '<w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        f'<w:style w:type="paragraph" w:styleId="Body"><w:name w:val="Body Text"/>{body}</w:style>'
        '<w:style w:type="paragraph" w:styleId="Head"><w:name w:val="Head"/><w:rPr><w:sz w:val="26"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="List"><w:name w:val="List Bullet"/><w:basedOn w:val="Body"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/>'
        '<w:pPr><w:jc w:val="center"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="FootnoteText"><w:name w:val="footnote text"/>'
        f'<w:rPr><w:sz w:val="20"/></w:rPr></w:style>{headings}</w:styles>'
    )


def _numbering() -> str:
    return (
        f'<w:numbering xmlns:w="{_W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="bullet"/><w:lvlText w:val="-"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="0" w:firstLine="567"/></w:pPr></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def _footnotes(manuscript: Manuscript) -> str:
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
    notes = "".join(
        f'<w:footnote w:id="{number}">{_paragraph(mark + _run(f" {text}"), "FootnoteText")}</w:footnote>'
        for number, text in manuscript.notes.items()
    )
    return f'<w:footnotes xmlns:w="{_W}">{separators}{notes}</w:footnotes>'
