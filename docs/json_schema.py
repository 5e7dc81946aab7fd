"""The JSON Schemas of all JSON output, made from the types that the program's views return."""

import json
import sys
import types
from functools import reduce
from operator import or_

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema
from typing_extensions import is_typeddict

import actlog.domain.plain
from actlog.domain.schema import SCHEMA_VERSION
from actlog.views.shapes import documents

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class Plain(GenerateJsonSchema):
    """Leaves out titles that only repeat the name of a key."""

    def field_title_should_be_set(self, schema):  # noqa: ARG002
        """Return no."""
        return False


def schemas() -> dict[str, str]:
    """Return the text of every schema by the name of its file."""
    forbid_extra()
    found = {name: (f"actlog {name} --json", shapes) for name, shapes in documents.COMMANDS.items()}
    found["export"] = ("A line of actlog export --jsonl", documents.OTHERS["export"])
    found["hook"] = ("What a hook reads", documents.OTHERS["hook"])
    return {
        f"{name.replace(' ', '-')}.json": text(name, title, shapes)
        for name, (title, shapes) in found.items()
    }


def forbid_extra() -> None:
    """Let no object have a key that its type does not name."""
    modules = [vars(module) for module in [*sys.modules.values()] if is_of_shapes(module)]
    for names in modules:
        for shape in names.values():
            if is_typeddict(shape):
                shape.__pydantic_config__ = {"extra": "forbid"}


def is_of_shapes(module: object) -> bool:
    """Tell whether a module holds shapes."""
    if not isinstance(module, types.ModuleType):
        return False
    name = module.__name__
    return name == actlog.domain.plain.__name__ or name.startswith("actlog.views.shapes.")


def text(name: str, title: str, shapes: tuple[type, ...]) -> str:
    """Return the schema of what one command prints: any of its shapes."""
    made = TypeAdapter(reduce(or_, shapes)).json_schema(
        mode="serialization", schema_generator=Plain
    )
    made = short(made)
    inner = made.pop("$defs", {})
    tops = [one["$ref"].rpartition("/")[2] for one in made.get("anyOf", ())]
    for top in [inner[one] for one in tops] or [made]:
        top["properties"] = {"schema_version": {"const": SCHEMA_VERSION}} | top["properties"]
        top["required"] = ["schema_version", *top["required"]]
    whole = {
        "$schema": DIALECT,
        "$id": f"urn:actlog:schema:{SCHEMA_VERSION}:{name.replace(' ', '-')}",
        "title": title,
        "description": made.pop("description", "One of these, by the options."),
    }
    made.pop("title", None)
    whole |= made
    if inner:
        whole["$defs"] = inner
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def short(schema):
    """Return a schema with null as one more type, or one more value, instead of a branch."""
    if isinstance(schema, list):
        return [short(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    schema = {key: short(value) for key, value in schema.items()}
    null = {"type": "null"}
    match schema.get("anyOf"):
        case [{"enum": values, "type": "string"} as one, end] if end == null and len(one) == 2:
            return {"enum": [*values, None]}
        case [{"type": str(kind)} as one, end] if end == null and "enum" not in one:
            return {**one, "type": [kind, "null"]}
    return schema
