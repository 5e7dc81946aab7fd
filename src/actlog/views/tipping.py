"""The screen of a rep's own tipping point, and its JSON."""

from __future__ import annotations

from rich.console import Group
from rich.text import Text

from actlog.analysis.coach.advice import FALSE_DISCOVERIES
from actlog.analysis.pace import plural_name
from actlog.analysis.tipping import GATE
from actlog.views import theme as looks
from actlog.views.grid import columns, wrapped
from actlog.views.rows import GAP, heading_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.analysis.own_point import OwnPoint, Zone
    from actlog.domain.plain import ZoneName
    from actlog.views.grid import Cell
    from actlog.views.shapes.trends import TippingJson
    from actlog.views.theme import Theme

_STYLES = {"below": looks.BELOW, "at": looks.AT, "past": looks.PAST}


def tipping_screen(found: OwnPoint, q: float | None, theme: Theme) -> Group:
    """Return the whole screen; `q` is that of the test among the coach's, where it is shown."""
    about = f"{activity(found, theme)} {theme.glyphs.dot} {results(found, theme)}"
    weeks = _weeks(found.tip.weeks)
    heading = heading_line("tipping point", [about, weeks], theme)
    said = _shown(found, q, theme) if found.tip.shown else _other(found, theme)
    return Group(heading, Text(), *said)


def activity(found: OwnPoint, theme: Theme) -> str:
    """Return the activity as people say it, safe to show."""
    return theme.clean(plural_name(found.kind))


def results(found: OwnPoint, theme: Theme) -> str:
    """Return the result as people say it, safe to show."""
    return theme.clean(found.result.plural_title())


def _weeks(count: int) -> str:
    return "1 week" if count == 1 else f"{count:,} weeks"


def _shown(found: OwnPoint, q: float | None, theme: Theme) -> list[Text]:
    tip, name = found.tip, activity(found, theme)
    rows: list[list[Cell]] = [
        [
            Text("your tipping point", looks.STRONG),
            Text(f"{amount(tip.tip)} {name} a week", looks.STRONG),
            _between(tip.tip_low, tip.tip_high),
        ]
    ]
    if tip.ceiling is None:
        rows.append(["your ceiling", "none shows", "more still brought more"])
    else:
        rows.append(
            [
                "your ceiling",
                f"{amount(tip.ceiling)}",
                _between(tip.ceiling_low, tip.ceiling_high),
            ]
        )
    rows.append(["results follow", _after(tip.lag), ""])
    rows.append(["your model week", _model(found), _verdict(found)])
    lines = [*columns(rows, "lll", GAP), Text(), *_zones(found, theme), Text()]
    return [*lines, *_rests(found, q, theme)]


def amount(value: float | None) -> str:
    """Return a weekly amount to two or three figures: `6.2`, `38`, `240`."""
    if value is None:
        return ""
    return f"{value:.1f}" if value < 10 else f"{value:,.0f}"


def _between(low: float | None, high: float | None) -> str:
    return f"90% sure: {amount(low)} to {amount(high)}"


def _after(lag: int | None) -> str:
    if not lag:
        return "in the same week"
    return f"after {_weeks(lag)}"


def _model(found: OwnPoint) -> str:
    kind = found.kind
    said = [
        f"{word} {figure:,}"
        for word, figure in (("line", kind.tipping_point), ("ceiling", kind.ceiling))
        if figure is not None
    ]
    return ", ".join(said) or "no line"


def _verdict(found: OwnPoint) -> str:
    if found.kind.tipping_point is None:
        return ""
    if found.far:
        return "its line is outside of yours"
    return "its line fits yours"


def _zones(found: OwnPoint, theme: Theme) -> list[Text]:
    """Return one line for each zone: what its weeks brought."""
    tip, name = found.tip, results(found, theme)
    names: dict[ZoneName, str] = {
        "below": f"below {amount(tip.tip)}",
        "at": f"from {amount(tip.tip)} on"
        if tip.ceiling is None
        else f"{amount(tip.tip)} to {amount(tip.ceiling)}",
        "past": f"past {amount(tip.ceiling)}",
    }
    rows: list[list[Cell]] = [
        [
            Text(names[zone.name], style=_STYLES[zone.name]),
            _weeks(zone.weeks),
            _brought(zone, name),
        ]
        for zone in found.zones
    ]
    return columns(rows, "lrl", GAP)


def _brought(zone: Zone, name: str) -> str:
    if zone.per_week is None:
        return ""
    return f"{amount(zone.per_week)} {name} a week"


def _rests(found: OwnPoint, q: float | None, theme: Theme) -> list[Text]:
    tip, dot = found.tip, f" {theme.glyphs.dot} "
    rests = f"rests on {_weeks(tip.worked)} worked{dot}relation {_p(tip.relation_p)}"
    lines = [wrapped(theme, [(f"{rests}{dot}bend {_p(tip.kink_p)}", looks.QUIET)])]
    if q is not None and q > FALSE_DISCOVERIES:
        held = f"among all that the coach tests this may be chance (q {q:.2f}): it would wait"
        lines.append(wrapped(theme, [("!", looks.PAST), (held, "")]))
    if found.far or found.kind.tipping_point is None:
        lines.append(_next("actlog model suggest", theme))
    return lines


def _p(value: float | None) -> str:
    if value is None:
        return "not tested"
    return "p under 0.001" if value < 0.001 else f"p {value:.3f}".rstrip("0")


def _other(found: OwnPoint, theme: Theme) -> list[Text]:
    """Return the answer where no tipping point is shown, and what it means."""
    title, detail, then = {
        "collecting": _collecting,
        "unvaried": _unvaried,
        "unrelated": _unrelated,
        "falling": _falling,
        "no-kink": _no_kink,
    }[found.tip.answer](found, theme)
    lines = [wrapped(theme, [(title, looks.STRONG)]), wrapped(theme, [(detail, "")])]
    return [*lines, _next(then, theme)] if then else lines


def _next(command: str, theme: Theme) -> Text:
    return wrapped(theme, [("next:", looks.QUIET), (command, looks.AT)])


def _collecting(found: OwnPoint, _theme: Theme) -> tuple[str, str, str | None]:
    return found.tip.reason, _until_then(found), _without_line(found)


def _unvaried(found: OwnPoint, theme: Theme) -> tuple[str, str, str | None]:
    if found.missing is not None:
        name = activity(found, theme) if found.missing is found.kind else results(found, theme)
        title = f"no {name} are logged in these {_weeks(found.tip.weeks)}"
        return title, _until_then(found), f"actlog log {found.missing.name}"
    title = f"{activity(found, theme)} or {results(found, theme)} hardly differ between weeks"
    detail = f"there is nothing to tell weeks apart by; {_until_then(found)}"
    return title, detail, _without_line(found)


def _until_then(found: OwnPoint) -> str:
    if found.habit is None:
        return "until then there is no line"
    return f"until then the line is your model week's {found.habit:,}"


def _without_line(found: OwnPoint) -> str | None:
    return None if found.habit else f"actlog model set {found.kind.name}.tipping_point 5"


def _unrelated(found: OwnPoint, theme: Theme) -> tuple[str, str, str | None]:
    name, brought = activity(found, theme), results(found, theme)
    p = _p(found.tip.relation_p)
    return (
        f"no sign of a relation in {_weeks(found.tip.weeks)}",
        f"weeks with more {name} were not followed by more {brought}, up to 8 weeks later, than"
        f" chance would have it ({p}, under {GATE} would be a sign). That proves no absence: it"
        " may be too few weeks, or weeks too much alike.",
        "actlog coach --all",
    )


def _falling(found: OwnPoint, theme: Theme) -> tuple[str, str, str | None]:
    name, brought = activity(found, theme), results(found, theme)
    return (
        f"related the other way: more {name} go with fewer {brought}",
        f"it shows {_after(found.tip.lag)} ({_p(found.tip.relation_p)}). A lull in {brought} may"
        " have made those weeks busy, or busy weeks left no time for them: look at what they held"
        " before you do more.",
        "actlog funnel",
    )


def _no_kink(found: OwnPoint, theme: Theme) -> tuple[str, str, str | None]:
    name, brought = activity(found, theme), results(found, theme)
    keep = "" if found.habit is None else f": keep {found.habit:,} as a habit, not as a fact"
    return (
        f"related, but no tipping point shows{keep}",
        f"more {name} go with more {brought} {_after(found.tip.lag)} ({_p(found.tip.relation_p)}),"
        f" but a steady rise explains it as well as a bend ({_p(found.tip.kink_p)}, under {GATE}"
        " would be a sign)",
        None,
    )


def plain(found: OwnPoint, q: float | None) -> TippingJson:
    """Return `tipping --json`; what is not shown is null there too."""
    tip, kind, shown = found.tip, found.kind, found.tip.shown
    return {
        "kind": kind.name,
        "result": found.result.name,
        "weeks": tip.weeks,
        "worked": tip.worked,
        "answer": tip.answer,
        "reason": tip.reason,
        "shown": shown,
        "relation_p": tip.relation_p,
        "lag": None if tip.answer == "unrelated" else tip.lag,
        "kink_p": tip.kink_p,
        "q": q,
        "tip": tip.tip if shown else None,
        "tip_low": tip.tip_low if shown else None,
        "tip_high": tip.tip_high if shown else None,
        "ceiling": tip.ceiling if shown else None,
        "ceiling_low": tip.ceiling_low if shown else None,
        "ceiling_high": tip.ceiling_high if shown else None,
        "model": {
            "tipping_point": kind.tipping_point,
            "goal": kind.goal,
            "ceiling": kind.ceiling,
            "far": found.far,
        },
        "zones": [
            {"name": zone.name, "weeks": zone.weeks, "per_week": zone.per_week}
            for zone in found.zones
        ],
    }
