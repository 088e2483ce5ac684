"""Count in how many abstracts a word stands: ``python tools/count_words.py CORPUS.jsonl.gz [CORPUS.jsonl.gz …]``.

Writes ``src/medkg/link/rarity.tsv``: a folded word and its rarity, the binary logarithm of how many abstracts there are
for one that holds it, in halves. Words in fewer than one of ten thousand abstracts are left out.
"""

import argparse
import gzip
import json
import math
from collections import Counter
from pathlib import Path

from medkg.link.words import words_of

LEAST_SHARE = 1e-4


def main() -> None:
    """Read the arguments, count and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path, nargs="+", help="JSON Lines with title and abstract, packed")
    parser.add_argument("-o", "--output", type=Path, default=Path("src/medkg/link/rarity.tsv"))
    args = parser.parse_args()
    counts: Counter[str] = Counter()
    papers = 0
    for corpus in args.corpora:
        with gzip.open(corpus, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                counts.update(set(words_of(f"{row['title']}\n{row['abstract']}")))
                papers += 1
    rows = [
        f"{word}\t{round(2 * math.log2(papers / count)) / 2}"
        for word, count in sorted(counts.items())
        if count >= papers * LEAST_SHARE
    ]
    head = f"# word\trarity: log2 of abstracts per abstract with it, of {papers}; made by tools/count_words.py"
    args.output.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    print(f"{args.output}: {len(rows)} words of {papers} abstracts")


if __name__ == "__main__":
    main()
