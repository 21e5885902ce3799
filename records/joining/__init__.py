"""Two clients who are one person: joining them, so that they count once, and taking that back exactly.

The one who came first stays. The other's row goes into the row of the joining (``rows``), so that no count, list or
mailing has to leave anybody out; what pointed to them points to the one who stays, and each move is kept (``moving``).
By ref, e-mail, phone, name and number they are found as the one who stays.
"""
