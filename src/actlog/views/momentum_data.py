"""Momentum as plain data for `--json` and `--csv`: the keys that docs/json.md promises."""

from __future__ import annotations

from actlog.views.jsonable import exact, number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.analysis.bests import Best
    from actlog.analysis.drought import Drought
    from actlog.analysis.mix import Share
    from actlog.analysis.momentum import Day
    from actlog.analysis.momentum_report import Buffer, MomentumReport, WeekEnd
    from actlog.views.shapes.trends import (
        BestJson,
        BufferJson,
        DroughtJson,
        MixJson,
        MomentumDayJson,
        MomentumJson,
        WeekEndJson,
    )

DAY = ("day", "weight", "load", "base", "recent", "trend", "warming_up")
"""The columns of `momentum --csv`."""


def plain(report: MomentumReport) -> MomentumJson:
    """Return `momentum --json`."""
    last = report.last
    return {
        "model": report.model.name,
        "day": last.day.isoformat() if last else None,
        "working_days": len(report.days),
        "warming_up": last.warming_up if last else None,
        "base": last.base if last else None,
        "recent": last.recent if last else None,
        "trend": last.trend if last else None,
        "weeks": [_week(one) for one in report.weeks],
        "droughts": [_drought(one) for one in report.droughts],
        "mix": [_share(one) for one in report.mix],
        "streaks": [
            {
                "kind": row.kind.name,
                "streak": row.streak,
                "unit": "days" if row.kind.timebox else "weeks",
            }
            for row in report.rows
        ],
        "buffers": [_buffer(one) for one in report.buffers],
        "bests": [_best(one) for one in report.bests],
    }


def plain_days(report: MomentumReport) -> list[MomentumDayJson]:
    """Return every complete working day of the weeks that the chart shows, oldest first."""
    first = report.weeks[0].week.start
    return [_day(one) for one in report.days if one.day >= first]


def _day(one: Day) -> MomentumDayJson:
    return {
        "day": one.day.isoformat(),
        "weight": exact(one.weight),
        "load": exact(one.load),
        "base": one.base,
        "recent": one.recent,
        "trend": one.trend,
        "warming_up": one.warming_up,
    }


def _week(one: WeekEnd) -> WeekEndJson:
    day = one.day
    return {
        "week": one.week.label,
        "start": one.week.start.isoformat(),
        "off": one.off,
        "base": day.base if day else None,
        "recent": day.recent if day else None,
        "trend": day.trend if day else None,
        "warming_up": day.warming_up if day else None,
    }


def _drought(one: Drought) -> DroughtJson:
    return {
        "group": one.name,
        "kinds": [kind.name for kind in one.kinds],
        "last": one.last.isoformat() if one.last else None,
        "days": one.now,
        "usual": number(one.usual),
        "longest": one.longest,
        "gaps": len(one.gaps),
        "unusual": one.unusual,
    }


def _share(one: Share) -> MixJson:
    return {
        "group": one.name,
        "kinds": [kind.name for kind in one.kinds],
        "weeks": one.weeks,
        "share": number(one.part),
        "before": number(one.before),
        "others": number(one.others),
        "neglected": one.neglected,
    }


def _buffer(one: Buffer) -> BufferJson:
    return {
        "kind": one.row.kind.name,
        "buffer": number(one.row.standing.buffer),
        "until": one.until.isoformat() if one.until else None,
    }


def _best(one: Best) -> BestJson:
    return {
        "kind": one.kind.name,
        "count": one.count,
        "week": one.week.label,
        "start": one.week.start.isoformat(),
        "before": one.before,
        "weeks": one.weeks,
    }
