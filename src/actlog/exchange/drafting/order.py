"""In which order a first mapping says that dates are written."""

from __future__ import annotations

from actlog.exchange.drafting.yaml import said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.exchange.drafting.looks import Look

_WORDS = {"dmy": "day first", "mdy": "month first", "ymd": "year first"}


class Order:
    """The order of one column of dates: `taken` is the one to read it by meanwhile."""

    def __init__(self, look: Look | None, usual: str | None, latest: int) -> None:
        """`usual` is the model week's order, `latest` the last year that two digits may mean."""
        self._fitting = look.orders(latest) if look else {}
        self._is_usual = usual in self._fitting and len(self._fitting) > 1
        first = next(iter(self._fitting), "ymd")
        self.taken = usual if usual is not None and self._is_usual else first

    @property
    def is_open(self) -> bool:
        """Whether several orders fit every date and nothing says which is meant."""
        return len(self._fitting) > 1 and not self._is_usual

    def lines(self) -> list[str]:
        """Return the lines of YAML; none where no date has an order to tell."""
        if not self._fitting:
            return []
        shown = said(next(iter(self._fitting.values())))
        if len(self._fitting) == 1:
            return [f"date_order: {self.taken}  # the {_WORDS[self.taken]}: {shown} fits no other"]
        ways = " and ".join(self._fitting)
        if self._is_usual:
            why = f"as in your model week; the dates, such as {shown}, fit {ways}"
            return [f"date_order: {self.taken}  # {why}"]
        return [
            f"# Every date fits {ways}, such as {shown}. Say which it is:",
            *[f"# date_order: {way}  # the {_WORDS[way]}" for way in self._fitting],
        ]
