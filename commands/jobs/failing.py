"""How a job says that it could not do its work."""


class JobFailed(RuntimeError):
    """The message says why in words for the person who looks after the installation."""
