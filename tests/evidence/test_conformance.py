"""What a checker of PDF/A-3a and PDF/UA-1 looks at, as far as it can be read from the file's own objects.

No such checker comes with pip or Debian; these tests read the structure tree, marked content, alternative texts,
metadata, output intent, fonts and associated files with pikepdf.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from debttracker.evidence.pdf import write_pdf

sys.path.insert(0, str(Path(__file__).parent))
import invented

#: ISO 32000-1, table 333 and following: structure types that may stand in a tree without a role map.
STANDARD = frozenset((
    "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct", "Private",
    "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody",
    "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Figure", "Formula", "Form",
    "Title"))


@pytest.fixture(scope="module", params=["en", "zh-Hant"])
def pdf(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[pikepdf.Pdf]:
    path = tmp_path_factory.mktemp("conformance") / "case.pdf"
    write_pdf(invented.content(60), invented.choices(request.param, include_originals=True), path)
    with pikepdf.open(path) as opened:
        yield opened


def elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """Every structure element, depth first."""
    waiting = [pdf.Root.StructTreeRoot]
    while waiting:
        node = waiting.pop()
        if node.get("/Type") != "/StructTreeRoot":
            yield node
        kids = node.get("/K", [])
        waiting += [kid for kid in (kids if isinstance(kids, pikepdf.Array) else [kids])
                    if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def test_every_structure_type_is_a_standard_one_or_mapped_to_one(pdf: pikepdf.Pdf) -> None:
    roles = {str(key)[1:]: str(value)[1:] for key, value in pdf.Root.StructTreeRoot.get("/RoleMap", {}).items()}
    used = {str(one.S)[1:] for one in elements(pdf)}
    assert {"Table", "TR", "TH", "TD", "P", "H1", "H2", "Figure", "Link"} <= used
    assert {roles.get(name, name) for name in used} <= STANDARD


def test_every_figure_has_words_for_those_who_cannot_see_it(pdf: pikepdf.Pdf) -> None:
    figures = [one for one in elements(pdf) if one.S == "/Figure"]
    assert len(figures) >= 3
    assert all(str(one.get("/Alt", "")).strip() for one in figures)


def test_tables_have_heads_and_rows_of_cells_only(pdf: pikepdf.Pdf) -> None:
    for one in elements(pdf):
        if one.S == "/TR":
            assert {str(kid.S) for kid in one.K} <= {"/TH", "/TD"}
    heads = [one for one in elements(pdf) if one.S == "/TH"]
    assert heads
    for head in heads:
        attributes = head.A if isinstance(head.A, pikepdf.Array) else [head.A]
        assert any(str(one.get("/Scope", "")) in ("/Column", "/Row", "/Both") for one in attributes)


def test_headings_skip_no_level(pdf: pikepdf.Pdf) -> None:
    found = {str(one.S) for one in elements(pdf)}
    levels = sorted(int(name[2:]) for name in found if re.fullmatch(r"/H\d", name))
    assert levels == list(range(1, len(levels) + 1))


def test_every_page_belongs_to_the_structure_and_all_content_is_marked(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        assert "/StructParents" in page
        assert page.get("/Tabs") == "/S"
        depth, painted = 0, 0
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BDC", "BMC"):
                depth += 1
            elif name == "EMC":
                depth -= 1
            elif name in ("Tj", "TJ", "'", '"', "Do", "f", "f*", "S", "s", "B", "sh"):
                painted += 1
                assert depth > 0, f"{name} {operands} outside of marked content"
        assert depth == 0 and painted


def test_metadata_says_what_it_is_and_agrees_with_the_document_information(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as meta:
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"], meta["pdfuaid:part"]) == ("3", "A", "1")
        assert meta["dc:title"] == str(pdf.docinfo["/Title"])
        assert meta.get("xmp:CreateDate")
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert str(pdf.Root.Lang) in ("en-GB", "zh-TW")
    assert pdf.Root.MarkInfo.Marked


def test_colours_are_defined_by_an_output_intent(pdf: pikepdf.Pdf) -> None:
    (intent,) = [one for one in pdf.Root.OutputIntents if one.S == "/GTS_PDFA1"]
    profile = intent.DestOutputProfile.read_bytes()
    assert profile[36:40] == b"acsp"
    assert int.from_bytes(profile[:4], "big") == len(profile)


def test_fonts_are_embedded_subset_and_give_their_text_back(pdf: pikepdf.Pdf) -> None:
    fonts = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font"]
    assert fonts
    for font in fonts:
        if font.get("/Subtype") == "/Type3":
            continue
        descendant = font.DescendantFonts[0] if "/DescendantFonts" in font else font
        descriptor = descendant.FontDescriptor
        assert any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
        assert re.match(r"/[A-Z]{6}\+", str(descriptor.FontName))
        if font.get("/Subtype") == "/Type0":
            assert "/ToUnicode" in font


def test_nothing_that_archives_forbid(pdf: pikepdf.Pdf) -> None:
    assert not pdf.is_encrypted
    assert "/JavaScript" not in pdf.Root.get("/Names", {}) and "/OpenAction" not in pdf.Root and "/AA" not in pdf.Root
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream):
            assert "/LZWDecode" not in str(item.get("/Filter", ""))
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Annot":
            assert item.get("/Subtype") == "/Link"
            assert "/F" in item and int(item.F) & 4, "a link that would not be printed"
            assert str(item.get("/A", {}).get("/S", "/GoTo")) == "/GoTo", "leads out of the file"


def test_associated_files_say_type_relation_and_description(pdf: pikepdf.Pdf) -> None:
    files = {str(one.UF): one for one in pdf.Root.AF}
    assert {"contacts.csv", "case.json"} < set(files)
    for name, spec in files.items():
        assert str(spec.AFRelationship) == ("/Data" if name in ("contacts.csv", "case.json") else "/Source")
        assert str(spec.Desc).strip()
        stream = spec.EF.F
        assert "/" in str(stream.Subtype)[1:]
        assert "/ModDate" in stream.Params or "/Size" in stream.Params


def test_bookmarks_lead_to_every_section(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert [title.split()[0] for title in titles if title[0].isdigit()] == [str(n) for n in range(1, 9)]


def test_size_is_sane(tmp_path: Path) -> None:
    path = tmp_path / "case.pdf"
    files = write_pdf(invented.content(200, contacts=invented.contacts(200, pictures=False)), invented.choices("zh-Hans"), path)
    assert path.stat().st_size / files.pages < 60_000
