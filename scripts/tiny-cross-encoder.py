#!/usr/bin/env python3
"""Makes the cross-encoder of the tests: a model of a few hundred bytes whose score is arithmetic.

The score of a pair is the sum of the weights of the passage's words: water 2, meadow 1, fish -1, any other 0.
The tokenizer knows those words and pairs texts as BERT does, [CLS] query [SEP] passage [SEP].

Run in a throw-away environment:  pip install onnx tokenizers && scripts/tiny-cross-encoder.py FOLDER
"""
import json
import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

WEIGHTS = {"[UNK]": 0, "[CLS]": 0, "[SEP]": 0, "water": 2, "meadow": 1, "fish": -1}


def tokenizer() -> Tokenizer:
    vocabulary = {word: i for i, word in enumerate(WEIGHTS)}
    made = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    made.normalizer = normalizers.Lowercase()
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    made.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", vocabulary["[CLS]"]), ("[SEP]", vocabulary["[SEP]"])],
    )
    return made


def model() -> onnx.ModelProto:
    weights = numpy_helper.from_array(np.array(list(WEIGHTS.values()), np.float32), "weights")
    axes = numpy_helper.from_array(np.array([1], np.int64), "axes")
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"])
        for name in ("input_ids", "attention_mask", "token_type_ids")
    ]
    nodes = [
        helper.make_node("Gather", ["weights", "input_ids"], ["each"]),
        helper.make_node("Mul", ["token_type_ids", "attention_mask"], ["passage"]),
        helper.make_node("Cast", ["passage"], ["mask"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["each", "mask"], ["counted"]),
        helper.make_node("ReduceSum", ["counted", "axes"], ["logits"], keepdims=1),
    ]
    logits = helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", 1])
    graph = helper.make_graph(nodes, "tiny", inputs, [logits], [weights, axes])
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(made)
    return made


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(model(), folder / "model.onnx")
    (folder / "tokenizer.json").write_text(json.dumps(json.loads(tokenizer().to_str()), indent=1) + "\n")


if __name__ == "__main__":
    main()
