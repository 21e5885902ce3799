"""The monthly report: last month's partners and websites beside the month before, for a mail."""
