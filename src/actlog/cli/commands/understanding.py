"""Commands that say what the numbers mean: `coach` and those it sends the rep to."""

# Typer reads these annotations at run time: no `from __future__ import annotations` here.
from typing import Annotated

import typer

from actlog.cli.options import Csv, Json, Words, note_free


def coach(
    context: typer.Context,
    every: Annotated[
        bool, typer.Option("--all", help="Show every finding, not the few that matter most.")
    ] = False,
    json: Json = False,
) -> int:
    """Say what the log shows, and what to do next.

    The few findings that matter now, the most important first, each with what it
    rests on.

    actlog coach

    actlog coach --all
    """
    from actlog.cli.coach import coach as handler

    return handler(note_free(context), every=every, json=json)


def objections(
    context: typer.Context,
    weeks: Annotated[
        int, typer.Option("--weeks", min=1, max=520, help="How many weeks, this one included.")
    ] = 13,
    json: Json = False,
    csv: Csv = False,
) -> int:
    """Count what prospects objected to: by persona, source and outcome.

    Every count comes with the words that list its entries.

    actlog objections

    actlog objections --weeks 26 --csv
    """
    from actlog.cli.objections import show

    return show(note_free(context), weeks=weeks, json=json, csv=csv)


def promise(
    context: typer.Context,
    words: Words = None,
    ahead: Annotated[
        bool, typer.Option("--next", help="Make it for next week, whatever the day.")
    ] = False,
    kept: Annotated[bool, typer.Option("--kept", help="Say that it was kept.")] = False,
    broken: Annotated[bool, typer.Option("--broken", help="Say that it was not kept.")] = False,
    json: Json = False,
) -> int:
    """Promise what you will do in a week, or see how promises stand.

    From the week's last working day on it is for the next week, before that for
    this one. With an activity and a count the log judges it, else you do.

    actlog promise 'confirm meetings the day before' 6 meetings held

    actlog promise 'ask every no for a referral' --next

    actlog promise --kept
    """
    from actlog.cli.promise import promise as handler

    session = note_free(context)
    return handler(session, words or [], ahead=ahead, kept=kept, broken=broken, json=json)


def momentum(context: typer.Context, json: Json = False, csv: Csv = False) -> int:
    """Show how near your days come to the model week, and which way that goes.

    Bars are the last week, the line the last six; 100 is living the model week.
    Below stand droughts, the mix, streaks, best weeks and how far you are ahead.

    actlog momentum

    actlog momentum --csv
    """
    from actlog.cli.momentum import momentum as handler

    return handler(note_free(context), json=json, csv=csv)


def funnel(
    context: typer.Context,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar="WHAT",
            help="Break it down by persona, source, account, tag, weekday, hour or outcome.",
        ),
    ] = None,
    weeks: Annotated[
        int, typer.Option("--weeks", min=1, max=520, help="How many weeks, this one included.")
    ] = 13,
    json: Json = False,
    csv: Csv = False,
) -> int:
    """Show how far activity goes, step by step.

    The rates between the steps of the funnel with their intervals, the same accounts
    followed, the days between, and which step fell most against the year before.

    actlog funnel

    actlog funnel --by source --weeks 26
    """
    from actlog.cli.funnel import show

    return show(note_free(context), by=by, weeks=weeks, json=json, csv=csv)


def worth(context: typer.Context, words: Words = None, json: Json = False, csv: Csv = False) -> int:
    """Say what one more of each activity is worth.

    The rates from it to the result, times what a result brings, and what last week's
    gap will cost and when. With an activity, the rates on the way stand below.

    actlog worth

    actlog worth meeting held
    """
    from actlog.cli.worth import worth as handler

    return handler(note_free(context), words or [], json=json, csv=csv)


def plan(context: typer.Context, words: Words = None, json: Json = False, csv: Csv = False) -> int:
    """Say what every week until a day has to hold for a target.

    The target is a count of anything, or money, from now on. Beside it stand how
    likely it is with your usual weeks, and how often you did as much.

    actlog plan 3 deals by 31 jan

    actlog plan 40k by 31 mar
    """
    from actlog.cli.plan import plan as handler

    return handler(note_free(context), words or [], json=json, csv=csv)


def tipping(
    context: typer.Context,
    words: Words = None,
    result: Annotated[
        str | None, typer.Option(metavar="RESULT", help="The result to hold it against.")
    ] = None,
    weeks: Annotated[
        int | None, typer.Option("--weeks", min=1, help="Only the last so many weeks.")
    ] = None,
    plot: Annotated[bool, typer.Option("--plot", help="Draw the weeks and the line.")] = False,
    json: Json = False,
) -> int:
    """Show your own tipping point of an activity, or why there is none to show.

    From which weekly amount on do results come, where does more add little, and how
    sure is that? Meetings held, unless another activity is named.

    actlog tipping

    actlog tipping calls --result deal_won --plot
    """
    from actlog.cli.tipping import tipping as handler

    session = note_free(context)
    return handler(session, words or [], result=result, weeks=weeks, plot=plot, json=json)
