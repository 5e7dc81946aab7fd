"""The model week's file: read safely, checked whole, told exactly.

This room alone knows pydantic and ruamel.yaml; what comes out is the plain `ModelWeek`.
"""

from __future__ import annotations

import os

from actlog.config.advice import advise
from actlog.config.build import build
from actlog.config.files import start_of
from actlog.config.names import check_names
from actlog.config.plans import check_plans
from actlog.config.problems import Problem, failure
from actlog.config.relations import check_relations
from actlog.config.report import Report
from actlog.config.validate import validate
from actlog.config.yaml_nodes import MOST_BYTES, Node, decode, read
from actlog.domain.errors import ModelError
from actlog.domain.model_week import ModelWeek


def load(path: str) -> tuple[ModelWeek, str, tuple[str, ...]]:
    """Return a file's model week, its text, and advice as `file:line:column: what`.

    Raises ModelError, which names every problem with its place, or says why the file could
    not be read.
    """
    content = _content(path)
    model, advice = parse(content, path)
    return model, decode(content, path), advice


def read_text(path: str) -> str:
    """Return what a file says, right or wrong. ModelError where it cannot be read as text."""
    return decode(_content(path), path)


def parse(text: str | bytes, name: str) -> tuple[ModelWeek, tuple[str, ...]]:
    """Return the model week that a text holds, and advice; `name` is what places begin with.

    Any text and any bytes end in a model week or in a ModelError.
    """
    tree = read(text, name)
    shape, problems = validate(tree)
    if shape is not None:
        report = Report(tree)
        check_names(report, shape)
        check_relations(report, shape)
        check_plans(report, shape)
        problems = problems + report.problems
    if shape is None or problems:
        raise failure(name, problems)
    model = build(shape)
    return model, _shown(tree, model, name)


def _shown(tree: Node, model: ModelWeek, name: str) -> tuple[str, ...]:
    advice: list[Problem] = sorted(advise(tree, model))
    return tuple([one.shown(name) for one in advice])


def status(path: str) -> os.stat_result:
    """Return the file's status. FileNotFoundError where there is none, else ModelError."""
    try:
        return os.stat(path)
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None


def _content(path: str) -> bytes:
    try:
        return start_of(path, MOST_BYTES + 1)
    except FileNotFoundError:
        raise ModelError(
            f"there is no model week at {path}", "actlog init writes a starter one"
        ) from None
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None


def _unreadable(path: str, error: OSError | ValueError) -> ModelError:
    said = error.strerror if isinstance(error, OSError) else str(error)
    return ModelError(f"the model week at {path} cannot be read: {said}")
