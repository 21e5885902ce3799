"""Today: what waits for somebody, each line leading to where it is done, and what is new in the last seven days."""

from datetime import UTC, datetime

from flask import render_template

from admin.frame import the_frame
from admin.pages import pages
from admin.today.new import new_lines
from admin.today.to_do import in_time, to_do


@pages.get("/today")
def today() -> str:
    """The lines that the person signed in may see."""
    now = datetime.now(UTC)
    day = the_frame().firm.today(now)
    return render_template(
        "admin/today/today.html", today=day, waiting=to_do(now, day), in_time=in_time(day), new=new_lines(day)
    )
