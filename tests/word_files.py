"""Makes Word files as offices write them: numbers typed by hand, hardly a style."""

import io
import zipfile
from xml.sax.saxutils import escape

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SPACES = (
    f'xmlns:w="{WORD}" xmlns:r="{OFFICE}"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
STYLES = (("1", "heading 1"), ("2", "heading 2"), ("10", "toc 1"), ("a3", "caption"))


def run(text, *, bold=False, mark=""):
    looks = ("<w:b/>" if bold else "") + mark
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*content, bold=False, style="", properties=""):
    runs = "".join(piece if piece.startswith("<") else run(piece, bold=bold) for piece in content)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{runs}</w:p>"


def ruby(base, reading):
    inner = f"<w:rt>{run(reading)}</w:rt><w:rubyBase>{run(base)}</w:rubyBase>"
    return f"<w:r><w:ruby>{inner}</w:ruby></w:r>"


def cell(text, *, bold=False, span=1, merge=""):
    down = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    size = f'<w:tcPr><w:gridSpan w:val="{span}"/>{down}</w:tcPr>'
    return f"<w:tc>{size}{p(text, bold=bold)}</w:tc>"


def table(*rows):
    width = max(len(row) for row in rows)
    made = "".join(
        f"<w:tr>{''.join(each if each.startswith('<') else cell(each) for each in row)}</w:tr>"
        for row in rows
    )
    look = '<w:tblPr><w:tblLook w:val="04A0" w:firstRow="1"/></w:tblPr>'
    grid = '<w:gridCol w:w="2000"/>' * width
    return f"<w:tbl>{look}<w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>"


def drawing(inner, uri):
    graphic = f'<a:graphic><a:graphicData uri="{uri}">{inner}</a:graphicData></a:graphic>'
    return f"<w:r><w:drawing><wp:inline>{graphic}</wp:inline></w:drawing></w:r>"


def shape(text=""):
    box = f"<wps:txbx><w:txbxContent>{p(text)}</w:txbxContent></wps:txbx>" if text else ""
    kind = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    return drawing(f"<wps:wsp>{box}</wps:wsp>", kind)


def picture(name, alt=""):
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="2880000" cy="1440000"/>'
        f'<wp:docPr id="1" name="図" descr="{alt}"/><a:graphic><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill>'
        f'<a:blip r:embed="{name}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def note(number):
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def word(*blocks, notes=(), comments=(), pictures=None, parts=None):
    """A whole .docx. `notes`, `comments`: texts. `pictures`: name → (suffix, bytes)."""
    pictures = pictures or {}
    links = [("styles", "styles.xml"), ("footnotes", "footnotes.xml"), ("comments", "comments.xml")]
    related = "".join(_link(f"rId{kind}", kind, target) for kind, target in links)
    related += "".join(
        _link(name, "image", f"media/{name}.{suffix}") for name, (suffix, _data) in pictures.items()
    )
    written = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _links(_link("rId1", "officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _links(related),
        "word/document.xml": _part("document", "<w:body>", *blocks, "</w:body>"),
        "word/styles.xml": _part("styles", *(_style(*each) for each in STYLES)),
        "word/footnotes.xml": _listed("footnote", notes),
        "word/comments.xml": _listed("comment", comments),
        **(parts or {}),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in written.items():
            target.writestr(name, content if isinstance(content, bytes) else HEAD + content)
        for name, (suffix, data) in pictures.items():
            target.writestr(f"word/media/{name}.{suffix}", data)
    return packed.getvalue()


def _types():
    parts = [(name, name) for name in ("styles", "footnotes", "comments")]
    parts.append(("document", "document.main"))
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{TYPE}.{kind}+xml"/>'
        for name, kind in parts
    )
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="png" ContentType="image/png"/>{overrides}</Types>'
    )


def _links(links):
    return f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'


def _link(key, kind, target):
    return f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"/>'


def _style(key, name):
    return f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'


def _listed(kind, texts):
    items = "".join(
        f'<w:{kind} w:id="{number}">{p(text)}</w:{kind}>' for number, text in enumerate(texts, 1)
    )
    return _part(f"{kind}s", items)


def _part(name, *content):
    return f"<w:{name} {SPACES}>{''.join(content)}</w:{name}>"
