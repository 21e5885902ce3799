"""The database: every table, and the verbs that change them. Verbs never commit; their callers do."""
