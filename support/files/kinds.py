"""What a file is, read from its content: not from its name alone, not from the browser's word."""

import codecs
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

OFFICE = "application/vnd.openxmlformats-officedocument"
WORD = f"{OFFICE}.wordprocessingml.document"
EXCEL = f"{OFFICE}.spreadsheetml.sheet"
POWERPOINT = f"{OFFICE}.presentationml.presentation"

UNPACKED_LIMIT = 200 * 1024 * 1024
ENTRIES_LIMIT = 5_000
CHUNK = 64 * 1024


@dataclass(frozen=True)
class Kind:
    word: str
    content_type: str
    suffixes: tuple[str, ...]
    matches: Callable[[IO[bytes]], bool]


def starts_with(magic: bytes) -> Callable[[IO[bytes]], bool]:
    def matches(content: IO[bytes]) -> bool:
        content.seek(0)
        return content.read(len(magic)) == magic

    return matches


def is_text(content: IO[bytes]) -> bool:
    """Text as offices write it: UTF-8 or CP932, without control characters."""
    return any(_decodes(content, encoding) for encoding in ("utf-8-sig", "cp932"))


def _decodes(content: IO[bytes], encoding: str) -> bool:
    content.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while chunk := content.read(CHUNK):
            text = decoder.decode(chunk)
            if any(char < " " and char not in "\t\r\n\f\x1a" for char in text):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def office(content_type: str) -> Callable[[IO[bytes]], bool]:
    """A sound Office package of this type: readable to the end, not too big, without macros."""
    main_part = f"{content_type}.main+xml".encode()

    def matches(content: IO[bytes]) -> bool:
        content.seek(0)
        try:
            with zipfile.ZipFile(content) as package:
                names = [entry.filename.lower() for entry in package.infolist()]
                return (
                    len(names) <= ENTRIES_LIMIT
                    and not any(name.endswith("vbaproject.bin") for name in names)
                    and main_part in package.read("[Content_Types].xml")
                    and _unpacks(package)
                )
        except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, EOFError, OSError):
            return False  # damaged, encrypted, or packed in a way Office does not use

    return matches


def _unpacks(package: zipfile.ZipFile) -> bool:
    """Read every entry, for what a package says of its own size can be a lie."""
    total = 0
    for entry in package.infolist():
        with package.open(entry) as part:
            while chunk := part.read(CHUNK):
                total += len(chunk)
                if total > UNPACKED_LIMIT:
                    return False
    return True


PDF = Kind("PDF", "application/pdf", (".pdf",), starts_with(b"%PDF-"))
JPEG = Kind("JPEG", "image/jpeg", (".jpg", ".jpeg"), starts_with(b"\xff\xd8\xff"))
PNG = Kind("PNG", "image/png", (".png",), starts_with(b"\x89PNG\r\n\x1a\n"))
DOCUMENTS = (
    PDF,
    Kind("Word", WORD, (".docx",), office(WORD)),
    Kind("Excel", EXCEL, (".xlsx",), office(EXCEL)),
    Kind("PowerPoint", POWERPOINT, (".pptx",), office(POWERPOINT)),
    Kind("CSV", "text/csv", (".csv",), is_text),
    Kind("TXT", "text/plain", (".txt",), is_text),
)
IMAGES = (JPEG, PNG)


def suffixes(kinds: tuple[Kind, ...]) -> list[str]:
    return [suffix for kind in kinds for suffix in kind.suffixes]


def named(kinds: tuple[Kind, ...]) -> str:
    """「pdf、docx」: for sentences."""
    return "、".join(suffix.removeprefix(".") for suffix in suffixes(kinds))


def word(content_type: str) -> str:
    """「Word」: what people call this type."""
    return next(kind.word for kind in (*DOCUMENTS, *IMAGES) if kind.content_type == content_type)


def identify(content: IO[bytes], name: str, kinds: tuple[Kind, ...]) -> Kind | None:
    """The one kind whose content and ending both fit, or None."""
    ending = name.lower()
    fitting = (kind for kind in kinds if ending.endswith(kind.suffixes))
    return next((kind for kind in fitting if kind.matches(content)), None)
