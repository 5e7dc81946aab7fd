"""Calendars (`.ics`, RFC 5545): every event and each of its occurrences as a row of text.

`reading.read_events` is the way in. icalendar reads the properties of an event and
recurring_ical_events follows its recurrences; both are loaded when a calendar is read.
"""
