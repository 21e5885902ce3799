"""How sure a peer may be: a calibrator learnt from answers of the pool for fitting, in a directory of the same size."""

from math import log1p

from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from bench.directories import Labelled
from bench.peers.listed import Nearest
from bench.scoring import Guess, verdict

CALIBRATORS = ("isotonic", "logistic", "boosted trees")


def calibrated(
    labels: list[Labelled], nearest: list[Nearest], answers: list[str], measured: list[Nearest]
) -> dict[str, list[Guess]]:
    """The measured answers' guesses with calibrated confidence, by each way of calibrating.

    ``labels`` and ``nearest`` are those to learn from. The isotonic one knows the score alone; the others the margin to
    the next row and the length of the answer too.
    """
    truth = [
        (verdict(label, Guess(near.id, near.score)), label, near) for label, near in zip(labels, nearest, strict=True)
    ]
    known = [(judged, label, near) for judged, label, near in truth if judged is not None]
    right = [int(judged) for judged, _, _ in known]
    features = [_features(near, label.answer) for _, label, near in known]
    asked = [_features(near, answer) for near, answer in zip(measured, answers, strict=True)]
    isotonic = IsotonicRegression(out_of_bounds="clip").fit([near.score for _, _, near in known], right)
    logistic = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1_000)).fit(features, right)
    boosted = HistGradientBoostingClassifier(max_iter=60, min_samples_leaf=20, random_state=0).fit(features, right)
    chances = {
        "isotonic": isotonic.predict([near.score for near in measured]),
        "logistic": logistic.predict_proba(asked)[:, 1],
        "boosted trees": boosted.predict_proba(asked)[:, 1],
    }
    return {
        way: [Guess(near.id, float(chance)) for near, chance in zip(measured, chances[way], strict=True)]
        for way in CALIBRATORS
    }


def _features(near: Nearest, answer: str) -> list[float]:
    margin = near.score - near.next_score
    words = len(answer.split())
    return [
        near.score,
        margin,
        near.score * margin / 100,
        near.next_score,
        log1p(words),
        log1p(len(answer)),
        near.score / (words + 1),
    ]
