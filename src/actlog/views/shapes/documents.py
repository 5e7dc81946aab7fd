"""Which JSON each command prints: the list that `docs/schema` is written from.

A command has several shapes where its options ask for different things.
"""

from __future__ import annotations

from actlog.domain.plain import EntryJson
from actlog.views.shapes import (
    entries,
    findings,
    hooked,
    keeping,
    mappings,
    models,
    people,
    rates,
    trends,
    weeks,
)

COMMANDS: dict[str, tuple[type, ...]] = {
    "log": (
        entries.LogJson,
        entries.FollowLogJson,
        entries.FollowHeadingJson,
        entries.FollowErrorJson,
    ),
    "off": (keeping.OffJson,),
    "start": (entries.StartJson,),
    "stop": (entries.StopJson,),
    "undo": (entries.OperationJson,),
    "redo": (entries.OperationJson,),
    "edit": (entries.EditJson,),
    "rm": (entries.OperationJson,),
    "restore": (entries.OperationJson,),
    "show": (entries.ShowJson,),
    "check": (findings.CheckJson, entries.OperationJson),
    "list": (entries.ListJson,),
    "search": (entries.SearchJson,),
    "today": (weeks.TodayJson,),
    "week": (weeks.WeekJson, weeks.FridayJson),
    "averages": (weeks.AveragesJson,),
    "coach": (findings.CoachJson,),
    "momentum": (trends.MomentumJson,),
    "funnel": (rates.FunnelJson,),
    "tipping": (trends.TippingJson,),
    "worth": (rates.WorthJson,),
    "plan": (rates.PlanJson,),
    "objections": (people.ObjectionsJson,),
    "promise": (weeks.PromisesJson,),
    "accounts": (people.AccountsJson, people.OneAccountJson, entries.OperationJson),
    "meetings": (people.MeetingsJson,),
    "due": (entries.DueJson,),
    "done": (entries.DoneJson,),
    "remind": (findings.RemindJson,),
    "schedule list": (keeping.ScheduleListJson,),
    "status": (findings.StatusJson,),
    "import": (keeping.ImportJson,),
    "forget": (keeping.ForgetJson,),
    "backup": (keeping.BackupJson,),
    "restore-backup": (keeping.RestoreBackupJson,),
    "doctor": (keeping.DoctorJson,),
    "db path": (keeping.DbPathJson,),
    "db query": (keeping.DbQueryJson,),
    "mapping list": (mappings.MappingListJson,),
    "mapping show": (mappings.MappingShowJson,),
    "mapping check": (mappings.MappingCheckJson,),
    "mapping new": (mappings.MappingNewJson,),
    "model check": (models.ModelCheckJson,),
    "model show": (models.ModelShowJson,),
    "model set": (models.ModelSetJson,),
    "model add": (models.ModelSetJson,),
    "model rename": (models.ModelKindsJson,),
    "model drop": (models.ModelKindsJson,),
    "model history": (models.ModelHistoryJson,),
    "model suggest": (models.ModelSuggestJson,),
}
"""Every command that takes `--json`, with what it prints."""

OTHERS: dict[str, tuple[type, ...]] = {
    "export": (EntryJson,),
    "hook": (hooked.HookOperationJson, hooked.HookWeekEndJson),
}
"""Other JSON: a line of an export, and what a hook reads."""
