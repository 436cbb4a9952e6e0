"""The other official formats, made small, whole and broken."""

import json
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import xlrd

from coletor.errors import ColetorError
from coletor.terminology import ImportFailedError, Library, TableFileError, import_paths
from coletor.terminology.formats import municipios
from coletor.terminology.sources import Part

CID = {
    "CID-10-CAPITULOS.CSV": "NUMCAP;CATINIC;CATFIM;DESCRICAO;DESCRABREV;\n"
    "10;J00;J99;Capítulo X;X. Resp;\n",
    "CID-10-GRUPOS.CSV": "CATINIC;CATFIM;DESCRICAO;DESCRABREV;\n"
    "J40;J47;Doenças crônicas das vias aéreas inferiores;Cron;\n",
    "CID-10-CATEGORIAS.CSV": "CAT;CLASSIF;DESCRICAO;DESCRABREV;REFER;EXCLUIDOS;\n"
    "J45;;Asma;J45 Asma;;;\n",
    "CID-10-SUBCATEGORIAS.CSV": "SUBCAT;CLASSIF;RESTRSEXO;CAUSAOBITO;DESCRICAO;DESCRABREV;REFER;"
    'EXCLUIDOS;\nJ459;;;;Asma não especificada;x;;;\nJ450;*;;;"Asma alérgica";x;;;\n',
}
CBO = {
    "a.csv": "CODIGO;TITULO\n2251;Médicos clínicos\n",
    "b.csv": "CODIGO;TITULO\n225125;Médico clínico\n225124;Médico pediatra\n",
    "c.csv": "CODIGO;TITULO\n225125;Clínico geral\n225125;Médico de família antigo\n",
    "d.csv": "CODIGO;TITULO\n2;Profissionais das ciências\n",
}
TUSS = (
    "\ufeffCódigo do Termo;Termo;Data de início de vigência;Data de fim de vigência;"
    "Data de fim de implantação\n"
    '40302040;"Glicose; pesquisa e/ou dosagem";13/02/2009;;15/10/2010\n'
    "30304156;Cross-linking antigo;01/01/2018;28/02/2019;31/03/2018\n"
    "30304156;Cross-linking;01/03/2019;;31/03/2018\n"
    "30304199;Só no futuro;01/01/2099;;\n"
    "30304200;Só no passado;01/01/2010;31/12/2012;\n"
)
FHIR = """<CodeSystem xmlns="http://hl7.org/fhir">
<url value="http://www.saude.gov.br/fhir/r4/CodeSystem/{name}" /><version value="201701A" />
{concepts}</CodeSystem>"""
DAY = date(2026, 7, 14)


def _concept(code: str, display: str) -> str:
    return f'<concept>\n<code value="{code}" /><display value="{display}" /></concept>\n'


def _write(folder: Path, files: dict[str, str], encoding: str = "cp1252") -> list[Path]:
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name).write_text(content, encoding=encoding)
    return [folder / name for name in files]


@pytest.fixture
def library(folder: Path) -> Iterator[Library]:
    library = Library(folder)
    yield library
    library.close()


def test_cid10_comes_as_folder_zip_or_files(tmp_path: Path, folder: Path, library: Library) -> None:
    files = _write(tmp_path / "cid", CID)
    (tmp_path / "cid" / "leia.txt").write_text("nada", encoding="utf-8")
    (package,) = import_paths([tmp_path / "cid"], folder)
    assert (package.table, package.version, package.wire_version) == ("cid-10", "V2008", "20080101")
    with zipfile.ZipFile(tmp_path / "CID10CSV.zip", "w") as archive:
        for file in files:
            archive.write(file, file.name)
    assert import_paths([tmp_path / "CID10CSV.zip"], folder)[0].unchanged
    assert import_paths(files, folder)[0].unchanged
    term = library.find("cid-10", "J459")
    assert term is not None
    assert term.group == "J40-J47 Doenças crônicas das vias aéreas inferiores"
    assert term.may_be_principal
    allergic = library.find("cid-10", "J450")
    assert allergic is not None
    assert (allergic.name, allergic.may_be_principal) == ("Asma alérgica", False)


def test_a_part_missing_is_named(tmp_path: Path, folder: Path) -> None:
    files = _write(tmp_path / "cid", CID)
    with pytest.raises(TableFileError, match=r"CID-10-GRUPOS\.CSV") as caught:
        import_paths([file for file in files if "GRUPOS" not in file.name], folder)
    assert caught.value.reason == "missing_part"


def test_the_same_part_twice_is_refused(tmp_path: Path, folder: Path) -> None:
    files = _write(tmp_path / "cbo", {**CBO, "e.csv": CBO["b.csv"]})
    with pytest.raises(ImportFailedError) as caught:
        import_paths(files, folder)
    assert [getattr(each, "reason", "") for each in caught.value.problems] == ["twice"]


def test_cbo_files_are_told_apart_by_content(
    tmp_path: Path, folder: Path, library: Library
) -> None:
    (package,) = import_paths(_write(tmp_path / "cbo", CBO), folder)
    assert (package.table, package.rows) == ("cbo", 2)
    (hit,) = library.search("cbo", "familia antigo")
    assert (hit.code, hit.name, hit.group) == ("225125", "Médico clínico", "Médicos clínicos")
    assert hit.synonym == "Médico de família antigo"


def test_tuss_answers_by_date(tmp_path: Path, folder: Path, library: Library) -> None:
    path = tmp_path / "tuss.csv"
    path.write_text(TUSS, encoding="utf-8")
    (package,) = import_paths([path], folder)
    assert package.rows == 5
    assert package.wire_version.endswith("A")
    old, new = library.find("tuss", "30304156", date(2018, 5, 1)), library.find("tuss", "30304156")
    assert old is not None
    assert new is not None
    assert (old.name, new.name) == ("Cross-linking antigo", "Cross-linking")
    assert library.find("tuss", "30304200", DAY) is None
    assert library.find("tuss", "30304199", DAY) is None
    hits = {hit.code: hit for hit in library.search("tuss", "303041", on=DAY)}
    assert hits["30304156"].status == "ok"
    assert hits["30304199"].reason == "Só vale a partir de 01/01/2099."
    (expired,) = library.search("tuss", "passado", on=DAY)
    assert (expired.status, expired.reason) == ("fora", "Deixou de valer em 31/12/2012.")


def test_fhir_systems_are_told_apart_and_reserved_countries_dropped(
    tmp_path: Path, folder: Path, library: Library
) -> None:
    ciap = FHIR.format(name="BRCIAP2", concepts=_concept("P72", "Esquizofrenia"))
    country = _concept("10", "BRASIL") + _concept("20", "RESERVADO")
    _write(
        tmp_path / "x",
        {"a.xml": ciap, "b.xml": FHIR.format(name="BRPais", concepts=country)},
        "utf-8",
    )
    packages = import_paths([tmp_path / "x"], folder)
    assert [(each.table, each.rows) for each in packages] == [("ciap-2", 1), ("pais", 1)]
    assert library.wire_version("ciap-2") == "20170101"
    assert library.find("pais", "20") is None


def test_municipios_of_the_service(tmp_path: Path, folder: Path, library: Library) -> None:
    uf = {"UF": {"nome": "Piauí", "sigla": "PI"}}
    places = [
        {"id": 2201903, "nome": "Bom Jesus", "microrregiao": {"mesorregiao": uf}},
        {"id": 4202537, "nome": "Bom Jesus", "microrregiao": None},
    ]
    path = tmp_path / "municipios.json"
    path.write_text(json.dumps(places), encoding="utf-8")
    (package,) = import_paths([path], folder)
    assert (package.table, package.rows) == ("municipio", 2)
    for typed in ("bom jesus pi", "bom jesus piauí", "PI bom jesus"):
        assert library.search("municipio", typed)[0].code == "2201903"
    assert [hit.group for hit in library.search("municipio", "Bom Jesus")] == ["PI", "SC"]


BAD: dict[str, tuple[str, str, str, int]] = {
    "page saved as zip": ("t.zip", "<!DOCTYPE html><html><body>404</body></html>", "html", 0),
    "nothing in it": ("t.csv", "", "empty_file", 0),
    "unknown": ("t.csv", "a;b\n1;2\n", "unknown", 0),
    "row of other columns": ("t.csv", TUSS + "1;2\n", "columns", 7),
    "code of another form": ("t.csv", TUSS.replace("40302040", "4030204"), "code_form", 2),
    "date that is none": ("t.csv", TUSS.replace("13/02/2009", "31/02/2009"), "date", 2),
    "same code and period": (
        "t.csv",
        TUSS + "40302040;Glicose;13/02/2009;;\n",
        "duplicate",
        7,
    ),
    "header without a column": ("t.csv", TUSS.replace(";Termo;", ";X;"), "header", 1),
    "header alone": ("t.csv", TUSS.split("\n", maxsplit=1)[0] + "\n", "empty", 0),
    "no name": ("t.csv", TUSS.replace("Só no futuro", ""), "no_value", 5),
    "xml cut": ("t.xml", FHIR.format(name="BRPais", concepts=_concept("10", "B"))[:150], "xml", 4),
    "xml of another system": ("t.xml", FHIR.format(name="BRSexo", concepts=""), "unknown", 0),
    "xml without concepts": ("t.xml", FHIR.format(name="BRPais", concepts=""), "empty", 0),
    "concept twice": (
        "t.xml",
        FHIR.format(name="BRPais", concepts=_concept("10", "B") * 2),
        "duplicate",
        5,
    ),
    "concept without name": (
        "t.xml",
        FHIR.format(name="BRPais", concepts=_concept("10", "")),
        "no_value",
        3,
    ),
    "ciap with a wrong code": (
        "t.xml",
        FHIR.format(name="BRCIAP2", concepts=_concept("PP", "x")),
        "code_form",
        3,
    ),
    "entities": (
        "t.xml",
        '<!DOCTYPE x [<!ENTITY a "b">]>'
        + FHIR.format(name="BRPais", concepts=_concept("10", "&a;")),
        "xml",
        0,
    ),
    "json cut": ("t.json", '[{"id": 2201903, "nome": "Bom', "json", 0),
    "json of another kind": ("t.json", '[{"nome": "x"}]', "no_value", 1),
    "json with a wrong code": ("t.json", '[{"id": 99, "nome": "x"}]', "code_form", 1),
    "json with a code twice": (
        "t.json",
        '[{"id": 2201903, "nome": "x"}, {"id": 2201903, "nome": "y"}]',
        "duplicate",
        2,
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_says_what_and_where(case: str, tmp_path: Path, folder: Path) -> None:
    name, content, reason, line = BAD[case]
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(TableFileError) as caught:
        import_paths([path], folder)
    assert (caught.value.reason, caught.value.line) == (reason, line)
    assert name in str(caught.value)
    assert list(folder.iterdir()) == []


def test_text_in_another_encoding_is_refused(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "tuss.csv"
    path.write_bytes(TUSS.encode("utf-8") + "30304201;Só latim;;;\n".encode("cp1252"))
    with pytest.raises(TableFileError) as caught:
        import_paths([path], folder)
    assert (caught.value.reason, caught.value.line) == ("encoding", 7)


def test_a_broken_spreadsheet_is_refused(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "dtb.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
    with pytest.raises(TableFileError) as caught:
        import_paths([path], folder)
    assert caught.value.reason == "xls"


def test_a_spreadsheet_without_the_columns_is_refused(
    shared: Path, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (path,) = (shared / "data" / "municipios").glob("*.xls")
    original = xlrd.sheet.Sheet.row_values
    monkeypatch.setattr(
        municipios.xlrd.sheet.Sheet,
        "row_values",
        lambda sheet, row: ["X" if "Completo" in str(c) else c for c in original(sheet, row)],
    )
    with pytest.raises(TableFileError) as caught:
        import_paths([path], folder)
    assert caught.value.reason == "header"


def test_an_orphan_synonym_and_an_orphan_subcategory_are_refused(
    tmp_path: Path, folder: Path
) -> None:
    wrong = {**CBO, "c.csv": CBO["c.csv"] + "999999;Ninguém\n"}
    with pytest.raises(TableFileError) as caught:
        import_paths(_write(tmp_path / "cbo", wrong), folder)
    assert (caught.value.reason, caught.value.line) == ("orphan", 4)
    codes = CID["CID-10-SUBCATEGORIAS.CSV"] + "K020;;;;Cárie;x;;;\n"
    with pytest.raises(TableFileError) as caught:
        import_paths(_write(tmp_path / "cid", {**CID, "CID-10-SUBCATEGORIAS.CSV": codes}), folder)
    assert (caught.value.reason, caught.value.line) == ("orphan", 4)


def test_what_is_good_is_imported_and_what_is_bad_is_named(tmp_path: Path, folder: Path) -> None:
    good = tmp_path / "tuss.csv"
    good.write_text(TUSS, encoding="utf-8")
    missing, unknown = tmp_path / "nada.zip", tmp_path / "x.txt"
    unknown.write_text("olá", encoding="utf-8")
    with pytest.raises(ImportFailedError) as caught:
        import_paths([missing, good, unknown], folder)
    assert [package.table for package in caught.value.imported] == ["tuss"]
    assert caught.value.message_id == "terminology.several"
    assert "nada.zip" in str(caught.value)
    assert "x.txt" in str(caught.value)


def test_nothing_to_import_is_said(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "vazia").mkdir()
    with pytest.raises(ColetorError) as caught:
        import_paths([tmp_path / "vazia"], folder)
    assert caught.value.message_id == "terminology.nothing_found"
    with pytest.raises(ColetorError) as caught:
        import_paths([tmp_path / "não existe"], folder)
    assert caught.value.message_id == "terminology.no_path"


def test_a_file_too_large_or_unreadable_is_refused(tmp_path: Path, folder: Path) -> None:
    large = tmp_path / "grande.csv"
    with large.open("wb") as stream:
        stream.write(TUSS.encode("utf-8"))
        stream.truncate(300 * 1024 * 1024)
    with pytest.raises(TableFileError) as caught:
        import_paths([large], folder)
    assert caught.value.reason == "too_large"
    with pytest.raises(TableFileError) as caught:
        Part(tmp_path).read()  # a folder is the one thing that even root cannot read as a file
    assert caught.value.reason in {"unreadable", "too_large"}


def test_a_folder_is_searched_and_what_is_not_ours_is_passed_over(
    tmp_path: Path, folder: Path
) -> None:
    inside = tmp_path / "Meus downloads" / "tabelas ção #1"
    inside.mkdir(parents=True)
    _write(inside, {"tuss.csv": TUSS}, "utf-8")
    (inside / "fotos.zip").write_bytes(b"PK\x03\x04 cut")
    (inside / "carta.html").write_text("<html></html>", encoding="utf-8")
    with zipfile.ZipFile(inside / "muitas.zip", "w") as archive:
        for number in range(150):
            archive.writestr(f"{number}.csv", TUSS)
    (package,) = import_paths([tmp_path / "Meus downloads"], folder)
    assert package.table == "tuss"
    (inside / "TabelaUnificada_202601_v2601010000.zip").write_bytes(b"PK\x03\x04 cut")
    with pytest.raises(ImportFailedError) as caught:
        import_paths([tmp_path / "Meus downloads"], folder)
    assert [getattr(each, "reason", "") for each in caught.value.problems] == ["damaged_zip"]
    assert [each.unchanged for each in caught.value.imported] == [True]


def test_a_folder_with_odd_letters_holds_tables(tmp_path: Path) -> None:
    odd = tmp_path / "clínica 100% #1 é"
    path = tmp_path / "tuss.csv"
    path.write_text(TUSS, encoding="utf-8")
    import_paths([path], odd)
    library = Library(odd)
    assert library.find("tuss", "40302040") is not None
    library.close()
