"""The structure beside SDMX data: concepts, codelists, data structure and dataflow, as SDMX-ML 3.0 by pysdmx."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from lxml import etree
from pysdmx.io import write_sdmx
from pysdmx.io.format import Format
from pysdmx.model import (
    Code,
    Codelist,
    Component,
    Components,
    Concept,
    ConceptScheme,
    Dataflow,
    DataStructureDefinition,
    DataType,
    Organisation,
    Role,
    Schema,
)
from pysdmx.model.message import Header

from lientinh.export.sdmx_components import COMPONENTS, CodedComponent
from lientinh.wording import Words

AGENCY, VERSION, FLOW = "LIENTINH", "1.0.0", "OBSERVATION"
_NAME = "{http://www.sdmx.org/resources/sdmxml/schemas/v3_0/common}Name"
_MEASURE = ".//{http://www.sdmx.org/resources/sdmxml/schemas/v3_0/structure}MeasureList/{*}Measure"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True)
class Structure:
    """Everything a reader needs to make sense of the data; `codes` by codelist."""

    codes: Mapping[str, Words]

    def codelists(self) -> list[Codelist]:
        return [
            Codelist(
                id=name,
                urn=_urn("codelist.Codelist", name),
                agency=AGENCY,
                version=VERSION,
                name=name.removeprefix("CL_").replace("_", " ").capitalize(),
                items=[Code(id=code, name=words[1]) for code, words in sorted(listed.items())],
            )
            for name, listed in sorted(self.codes.items())
        ]

    def concepts(self) -> ConceptScheme:
        concepts = [
            Concept(
                id=one.id,
                urn=_urn("conceptscheme.Concept", "CONCEPTS", one.id),
                name=one.name_en,
                description=one.description_en or None,
            )
            for one in COMPONENTS
        ]
        return ConceptScheme(
            id="CONCEPTS", agency=AGENCY, version=VERSION, name="Concepts of Liên Tỉnh", items=concepts
        )

    def data_structure(self) -> DataStructureDefinition:
        lists = {one.id: one for one in self.codelists()}
        concepts = {one.id: one for one in self.concepts().items}
        return DataStructureDefinition(
            id=FLOW,
            agency=AGENCY,
            version=VERSION,
            name="Observations of provinces",
            components=Components([_component(one, concepts[one.id], lists) for one in COMPONENTS]),
        )

    def dataflow(self) -> Dataflow:
        return Dataflow(
            id=FLOW,
            agency=AGENCY,
            version=VERSION,
            name="Observations of provinces",
            structure=self.data_structure(),
        )

    def text_schema(self) -> Schema:
        """The dataflow's schema with every component as text: pysdmx makes floats of decimals, which loses digits."""
        structure = self.data_structure()
        components = [
            Component(
                one.id,
                one.required,
                one.role,
                one.concept,
                DataType.STRING,
                attachment_level=one.attachment_level,
            )
            for one in structure.components
        ]
        return Schema("dataflow", AGENCY, FLOW, Components(components), VERSION)


def write_structure(structure: Structure, published_at: datetime, message_id: str) -> bytes:
    """The structure message; names in Vietnamese and English. The same structure gives the same bytes."""
    header = Header(id=message_id, prepared=published_at, sender=Organisation(id=AGENCY))
    artefacts = [
        *structure.codelists(),
        structure.concepts(),
        structure.data_structure(),
        structure.dataflow(),
    ]
    text = write_sdmx(artefacts, Format.STRUCTURE_SDMX_ML_3_0, header=header, prettyprint=True)
    root = etree.fromstring(str(text).encode("utf-8"))
    _add_vietnamese(root, structure)
    for measure in root.iterfind(_MEASURE):  # pysdmx writes no usage; a bounded figure has no value
        measure.set("usage", "optional")
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))


def _urn(kind: str, name: str, item: str = "") -> str:
    return f"urn:sdmx:org.sdmx.infomodel.{kind}={AGENCY}:{name}({VERSION}){'.' if item else ''}{item}"


def _component(one: CodedComponent, concept: Concept, lists: Mapping[str, Codelist]) -> Component:
    return Component(
        id=one.id,
        required=one.required,
        role=one.role,
        concept=concept,
        local_dtype=one.data_type,
        local_codes=lists[one.codelist] if one.codelist else None,
        attachment_level="O" if one.role == Role.ATTRIBUTE else None,
    )


def _add_vietnamese(root: etree._Element, structure: Structure) -> None:
    """pysdmx knows one name an artefact and calls it English; SDMX has one a language."""
    concepts = {one.id: one.name_vi for one in COMPONENTS}
    for name in root.iter(_NAME):
        owner = name.getparent()
        kind, code = etree.QName(owner).localname, owner.get("id")
        if kind == "Code":
            vietnamese = structure.codes[owner.getparent().get("id")][code][0]
        elif kind == "Concept":
            vietnamese = concepts[code]
        else:
            continue
        added = etree.Element(_NAME, {_LANGUAGE: "vi"})
        added.text, added.tail = vietnamese, owner.text  # on a line of its own, as far in as the English name
        name.addprevious(added)
