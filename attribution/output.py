"""The decision as one line of JSON, in the shape that ``flask attribute`` promises."""

from typing import Any

from attribution.model import WHOLE, Credit, Result


def result_to_json(id: str, result: Result) -> dict[str, Any]:
    """The line for one answer; shares become parts of 1, spans lists of two, keys in the promised order."""
    return {
        "id": id,
        "decision": result.decision,
        "credits": [_credit(credit) for credit in result.credits],
        "suggestions": [_credit(credit) for credit in result.suggestions],
        "keyword": result.keyword,
        "keyword_kind": result.keyword_kind,
        "channel": str(result.channel),
        "paid": result.paid,
    }


def _credit(credit: Credit) -> dict[str, Any]:
    source = credit.source
    return {
        "role": str(credit.role),
        "source": {"id": source.id, "name": source.name, "kind": str(source.kind)},
        "channel": str(credit.channel),
        "share": credit.share / WHOLE,
        "confidence": round(credit.confidence, 4),
        "rule": credit.rule,
        "reason": credit.reason,
        "span": list(credit.span) if credit.span else None,
    }
