"""The form's fields: what is asked, in which order, and what makes each answer right."""
