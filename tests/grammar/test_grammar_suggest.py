"""Near names."""

from __future__ import annotations

import pytest

from actlog.grammar.suggest import nearest


@pytest.mark.parametrize(
    ("name", "known", "meant"),
    [
        ("amce", ["globex", "acme"], "acme"),
        ("Acme Crop", ["Acme Corp", "Acne Corp"], "Acme Corp"),
        ("acme", ["ACME"], None),
        ("cals", ["call", "calls"], "calls"),
        ("xy", ["xz"], None),
        ("initech", ["globex", "acme"], None),
        ("", ["acme"], None),
        ("x" * 5000, ["acme"], None),
        ("acmee", [], None),
    ],
)
def test_a_name_typed_almost_right_is_recognised(
    name: str, known: list[str], meant: str | None
) -> None:
    assert nearest(name, known) == meant
