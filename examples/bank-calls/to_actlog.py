"""Turn the bank's call list into actlog's columns.

python to_actlog.py < calls.csv > log.csv
"""

import csv
import sys

log = csv.writer(sys.stdout, lineterminator="\n")
log.writerow(["at", "kind", "outcome", "minutes"])
for call in csv.DictReader(sys.stdin):
    outcome = "sold" if call["sold"] == "yes" else "not-sold"
    minutes = round(int(call["seconds"]) / 60) or ""
    log.writerow([call["date"], "call", outcome, minutes])
    if call["sold"] == "yes":
        log.writerow([call["date"], "sale", "", ""])
