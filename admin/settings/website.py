"""The form on the firm's own website: which sites may hold it, what to paste there, and how it will look."""

from datetime import UTC, datetime
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import StringField, ValidationError
from wtforms.validators import DataRequired

from admin.addresses import public_base
from admin.fields.languages import languages
from admin.fields.limits_of_text import Length, stripped
from admin.frame import the_frame
from admin.pages import find, pages
from admin.settings.snippets import KEEPING, MODES, THEMES, Wanted, form_snippet, other_pages, plain_frame
from attribution.words.hosts import is_address, registrable
from records.db import db
from records.forming.form_sites import BadSite, FormSite, add_site, origin_of, remove_site, sites_of
from records.forming.forms import Form, public_forms

WHERE = "admin.website"


class SiteForm(FlaskForm):
    """One website more."""

    site = StringField(
        "Address of the website",
        [DataRequired("Type the address of your website."), Length(max=300, message="At most 300 characters.")],
        filters=[stripped],
    )

    def validate_site(self, field: Any) -> None:
        """It names a website that a form can be put on."""
        try:
            origin_of(field.data)
        except BadSite as problem:
            raise ValidationError(str(problem)) from problem


@pages.get("/website")
def website() -> str:
    """Everything about putting a form on a website, for the form that the address names or else the first."""
    forms = public_forms(db.session())
    slug = request.args.get("form", "")
    form = next((each for each in forms if each.slug == slug), None) if slug else next(iter(forms), None)
    if slug and form is None:
        abort(404)
    return _page(form, SiteForm(formdata=None))


@pages.post("/forms/<int:number>/sites")
def add_form_site(number: int) -> ResponseReturnValue:
    """One website more that may hold the form."""
    form = find(Form, number)
    typed = SiteForm()
    try:
        if not typed.validate():
            return _page(form, typed), 422
        site = add_site(db.session(), form, typed.site.data or "", datetime.now(UTC), current_user)
    except BadSite as problem:
        typed.site.errors = [str(problem)]
        return _page(form, typed), 422
    db.session.commit()
    flash(f"{site.as_typed} may show the form now.{_and_its_twin(form, site)}")
    return redirect(url_for(WHERE, form=form.slug), code=303)


def _and_its_twin(form: Form, site: FormSite) -> str:
    """That a website is another one with www, or without it, where only one of the two is listed."""
    scheme, _, host = site.origin.partition("://")
    bare = host.removeprefix("www.")
    twin = f"{scheme}://{bare if bare != host else f'www.{host}'}"
    is_site = registrable(bare) == bare and "." in bare and not is_address(bare)
    if not is_site or twin in {each.origin for each in sites_of(db.session(), form)}:
        return ""
    return f" If its visitors can see {FormSite(origin=twin).as_typed} in the address bar, too, add that as well."


@pages.post("/sites/<int:number>/removal")
def remove_form_site(number: int) -> ResponseReturnValue:
    """One website less."""
    site = find(FormSite, number)
    slug, origin = site.form.slug, site.as_typed
    remove_site(db.session(), site)
    db.session.commit()
    flash(f"{origin} can show the form no more.")
    return redirect(url_for(WHERE, form=slug), code=303)


def _page(form: Form | None, typed: SiteForm) -> str:
    wanted = _wanted(form) if form else None
    sites = sites_of(db.session(), form) if form else []
    return render_template(
        "admin/settings/website.html",
        form=form,
        forms=public_forms(db.session()),
        sites=sites,
        suggested=_suggested(sites),
        typed=typed,
        wanted=wanted,
        modes=MODES,
        themes=THEMES,
        languages={"": "the form's own"} | languages(),
        keeping=KEEPING,
        snippet=form_snippet(wanted) if wanted else "",
        frame_snippet=plain_frame(wanted) if wanted else "",
        tag=other_pages(wanted) if wanted else "",
    )


def _wanted(form: Form) -> Wanted:
    """What the address asks for; a word that means nothing is the usual one."""
    asked = request.args
    mode, theme, language, keep = (asked.get(name, "") for name in ("mode", "theme", "language", "keep"))
    return Wanted(
        base=public_base(),
        slug=form.slug,
        mode=mode if mode in MODES else "inline",
        theme=theme if theme in THEMES else "",
        language=language if language in languages() else "",
        keep=keep if keep in KEEPING else "page",
        consent="consent" in asked,
    )


def _suggested(sites: list[FormSite]) -> str:
    """The firm's own website, until it is in the list."""
    try:
        origin = origin_of(the_frame().firm.website)
    except BadSite:
        return ""
    return "" if any(site.origin == origin for site in sites) else origin
