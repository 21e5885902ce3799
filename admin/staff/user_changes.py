"""What was done to an account, in words for the pages of users."""

from records.staff.user_changes import UserChange, UserDid

_WORDS = {
    UserDid.PASSWORD: "Given a new password.",
    UserDid.SECOND_FACTOR_ON: "Switched two-factor sign-in on.",
    UserDid.SECOND_FACTOR_OFF: "Switched two-factor sign-in off.",
    UserDid.SECOND_FACTOR_TAKEN: "Two-factor sign-in was taken away.",
    UserDid.RECOVERY_CODES_MADE: "Made new recovery codes.",
    UserDid.RECOVERY_CODE_USED: "Used a recovery code.",
    UserDid.SECOND_FACTOR_REQUIRED: "Asked everybody for two-factor sign-in.",
    UserDid.SECOND_FACTOR_LEFT: "Left two-factor sign-in to each.",
}


def in_words(change: UserChange) -> str:
    """What was done to an account, and what it could do before."""
    if change.did is UserDid.ADDED:
        return f"Added as {change.after}."
    if change.did is UserDid.ROLE:
        return f"Is {change.after}, was {change.before}."
    if change.did is UserDid.REMOVED:
        return f"Taken away, was {change.before}."
    return f"Back as {change.after}, with a new password." if change.did is UserDid.BACK else _WORDS[change.did]
