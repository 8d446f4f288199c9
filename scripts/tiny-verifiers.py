#!/usr/bin/env python3
"""Makes the verifiers of the tests, four models of a few kilobytes that count words.

A word of the claim is missing where it does not stand in the text; words like "the", full stops and the special tokens never
are, a word outside the vocabulary always is. NOT differs where one of both has the word "not". With `m` missing words:

  nli       [1, 3]          neutral 0, entailment 4 - 8 m, contradiction 8 where m = 0 and NOT differs, else -8
  labels    [1, 2]          consistent 4 - 8 m, hallucinated 0
  logit     [1, 1]          4 - 8 m
  tokens    [1, tokens, 2]  supported 0, hallucinated 3 for a missing word, and for every token that is not of the claim; else -3

`tokens` has no token types, as ModernBERT has none: there the claim is what follows the first [SEP]. All read 64 tokens.

Run in a throw-away environment:  pip install onnx tokenizers && scripts/tiny-verifiers.py FOLDER
"""
import json
import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import AddedToken, Tokenizer, models, normalizers, pre_tokenizers, processors

SPECIAL = ["[UNK]", "[CLS]", "[SEP]"]
LIGHT = ["not", ".", ",", "?", "#", "the", "a", "an", "of", "in", "and", "is", "are", "it", "to", "how", "who", "much", "does"]
WORDS = """heron otter lynx adder plover marten needs hectares quiet water meadow food eats small fish day more spring land use
stone stones painted boat house 3 4 5 6 7 8 10 11 12 13 14 15""".split()
VOCABULARY = {word: i for i, word in enumerate(SPECIAL + LIGHT + WORDS)}


def tokenizer() -> Tokenizer:
    made = Tokenizer(models.WordLevel(VOCABULARY, unk_token="[UNK]"))
    made.add_special_tokens([AddedToken(mark, special=True, normalized=False) for mark in SPECIAL])
    made.normalizer = normalizers.Lowercase()
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    made.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[(mark, VOCABULARY[mark]) for mark in ("[CLS]", "[SEP]")],
    )
    return made


class Graph:
    """Nodes and constants, each named by a number."""

    def __init__(self):
        self.nodes, self.constants = [], []

    def number(self, values, kind=np.float32):
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.array(values, kind), name))
        return name

    def op(self, kind, *inputs, **attributes):
        name = f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def real(self, value):
        return self.op("Cast", value, to=TensorProto.FLOAT)

    def total(self, value):
        return self.op("ReduceSum", value, self.number([1], np.int64), keepdims=1)

    def is_word(self, word):
        return self.real(self.op("Equal", "input_ids", self.number(VOCABULARY[word], np.int64)))

    def missing(self, claim):
        """1 for each token of the claim that the text lacks; both [1, tokens]."""
        text = self.op("Sub", self.number(1.0), claim)
        unknown = self.is_word("[UNK]")
        here = self.op("Unsqueeze", "input_ids", self.number([2], np.int64))
        there = self.op("Unsqueeze", "input_ids", self.number([1], np.int64))
        same = self.real(self.op("Equal", here, there))
        known = self.op("Mul", text, self.op("Sub", self.number(1.0), unknown))
        found = self.op("ReduceMax", self.op("Mul", same, self.op("Unsqueeze", known, self.number([1], np.int64))), axes=[2], keepdims=0)
        weights = [0.0 if word in SPECIAL[1:] + LIGHT else 1.0 for word in VOCABULARY]
        weight = self.op("Gather", self.number(weights), "input_ids")
        return self.op("Mul", self.op("Mul", weight, claim), self.op("Sub", self.number(1.0), found))

    def says_not(self, part):
        return self.op("Min", self.number(1.0), self.total(self.op("Mul", self.is_word("not"), part)))

    def model(self, logits, shape, inputs):
        self.nodes.append(helper.make_node("Identity", [logits], ["logits"]))
        graph = helper.make_graph(
            self.nodes, "tiny",
            [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"]) for name in inputs],
            [helper.make_tensor_value_info("logits", TensorProto.FLOAT, shape)], self.constants)
        made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
        onnx.checker.check_model(made)
        return made


def of_pair(kind: str) -> onnx.ModelProto:
    g = Graph()
    claim = g.real(g.op("Mul", "token_type_ids", "attention_mask"))
    count = g.total(g.missing(claim))
    support = g.op("Sub", g.number(4.0), g.op("Mul", g.number(8.0), count))
    none = g.op("Mul", g.number(0.0), count)
    if kind == "logit":
        logits = [support]
    elif kind == "labels":
        logits = [none, support]
    else:
        differs = g.op("Abs", g.op("Sub", g.says_not(claim), g.says_not(g.op("Sub", g.number(1.0), claim))))
        all_there = g.op("Sub", g.number(1.0), g.op("Min", g.number(1.0), count))
        against = g.op("Sub", g.op("Mul", g.number(16.0), g.op("Mul", differs, all_there)), g.number(8.0))
        logits = [against, support, none]
    return g.model(g.op("Concat", *logits, axis=1), ["batch", len(logits)], ["input_ids", "attention_mask", "token_type_ids"])


def of_tokens() -> onnx.ModelProto:
    g = Graph()
    behind = g.op("CumSum", g.is_word("[SEP]"), g.number(1, np.int64), exclusive=1)
    claim = g.op("Mul", g.op("Min", g.number(1.0), behind), g.real("attention_mask"))
    flagged = g.op("Max", g.missing(claim), g.op("Sub", g.number(1.0), claim))
    hallucinated = g.op("Sub", g.op("Mul", g.number(6.0), flagged), g.number(3.0))
    axis = g.number([2], np.int64)
    pair = [g.op("Unsqueeze", value, axis) for value in (g.op("Mul", g.number(0.0), flagged), hallucinated)]
    return g.model(g.op("Concat", *pair, axis=2), ["batch", "length", 2], ["input_ids", "attention_mask"])


MODELS = {
    "nli": (of_pair("nli"), "BertForSequenceClassification", ["Contradiction", "ENTAILMENT", "neutral"]),
    "labels": (of_pair("labels"), "BertForSequenceClassification", ["hallucinated", "consistent"]),
    "logit": (of_pair("logit"), "DebertaV2ForSequenceClassification", ["LABEL_0"]),
    # As ModernBERT's: two labels without names are not written.
    "tokens": (of_tokens(), "ModernBertForTokenClassification", None),
}


def main() -> None:
    for name, (model, architecture, labels) in MODELS.items():
        folder = Path(sys.argv[1]) / name
        folder.mkdir(parents=True, exist_ok=True)
        onnx.save(model, folder / "model.onnx")
        (folder / "tokenizer.json").write_text(json.dumps(json.loads(tokenizer().to_str()), indent=1) + "\n")
        config = {"architectures": [architecture], "max_position_embeddings": 64}
        if labels:
            config["id2label"] = {str(i): label for i, label in enumerate(labels)}
        (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n")


if __name__ == "__main__":
    main()
