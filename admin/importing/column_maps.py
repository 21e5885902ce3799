"""Which headers of files are known, and forgetting one."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from admin.importing.import_forms import FIELDS_SAID, SAID
from admin.pages import find, pages
from records.db import db
from records.importing.files.column_maps import ColumnMap, forget_map
from records.importing.files.exports import EXPORTS


@pages.get("/imports/columns")
def column_maps() -> str:
    """The maps that are kept, and the exports that need none."""
    kept = db.session.scalars(select(ColumnMap).options(joinedload(ColumnMap.user)).order_by(ColumnMap.id.desc())).all()
    return render_template(
        "admin/importing/column_maps.html", kept=kept, said=SAID, fields=FIELDS_SAID, exports=EXPORTS
    )


@pages.post("/imports/columns/<int:number>/forgotten")
def forget_columns(number: int) -> ResponseReturnValue:
    """Forget a map."""
    forget_map(db.session(), find(ColumnMap, number))
    db.session.commit()
    flash("Forgotten. The next file with this header is asked about again.")
    return redirect(url_for("admin.column_maps"), code=303)
