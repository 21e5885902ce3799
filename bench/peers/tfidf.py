"""Character 3-grams weighted by rarity, compared by cosine: what is usually built with scikit-learn."""

from rapidfuzz.utils import default_process
from sklearn.feature_extraction.text import TfidfVectorizer

from bench.peers.listed import Listed, Nearest, Peer

_AT_ONCE = 100
_KEPT = 30


class TfIdf(Peer):
    """The row whose 3-grams point most nearly the same way."""

    def __init__(self, listed: Listed) -> None:
        super().__init__(listed)
        self._vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 3), sublinear_tf=True)
        self._names = self._vectorizer.fit_transform(listed.keys).T.tocsr()

    def nearest(self, answers: list[str]) -> list[Nearest]:
        """The best row of each answer by cosine, times 100."""
        found = []
        for start in range(0, len(answers), _AT_ONCE):
            some = [default_process(answer) for answer in answers[start : start + _AT_ONCE]]
            cosines = (self._vectorizer.transform(some) @ self._names).tocsr()
            for row in range(len(some)):
                low, high = cosines.indptr[row], cosines.indptr[row + 1]
                pairs = zip(cosines.indices[low:high].tolist(), cosines.data[low:high].tolist(), strict=True)
                best = sorted(pairs, key=lambda pair: -pair[1])[:_KEPT]
                found.append(self.listed.nearest((place, 100 * score) for place, score in best))
        return found
