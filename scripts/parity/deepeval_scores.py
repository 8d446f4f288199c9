"""deepeval_scores.py ENDPOINT SAMPLES: what DeepEval gives each sample, as JSON; null where it raises."""

import json
import os
import sys

os.environ["DEEPEVAL_TELEMETRY_OPT_OUT"] = "YES"

import openai
from deepeval import metrics as deepeval
from deepeval.errors import DeepEvalError
from deepeval.models import DeepEvalBaseLLM
from deepeval.test_case import LLMTestCase

KINDS = {
    "faithfulness": deepeval.FaithfulnessMetric,
    "answerRelevancy": deepeval.AnswerRelevancyMetric,
    "contextualPrecision": deepeval.ContextualPrecisionMetric,
    "contextualRecall": deepeval.ContextualRecallMetric,
    "contextualRelevancy": deepeval.ContextualRelevancyMetric}


class Scripted(DeepEvalBaseLLM):
    """Hands over the reply as text, so that DeepEval reads the labels itself, old spellings of them included."""

    def __init__(self, base):
        self.client = openai.OpenAI(base_url=base, api_key="none", max_retries=0)
        super().__init__("scripted")

    def load_model(self):
        return self

    def get_model_name(self):
        return self.name

    def generate(self, prompt):
        messages = [{"role": "user", "content": prompt}]
        return self.client.chat.completions.create(model=self.name, messages=messages).choices[0].message.content

    async def a_generate(self, prompt):
        return self.generate(prompt)


def score(kind, model, case):
    try:
        metric = kind(model=model, include_reason=False, async_mode=False)
        return metric.measure(case, _show_indicator=False)
    except DeepEvalError as raised:
        print(f"{case.name} {kind.__name__}: {raised}", file=sys.stderr)
        return None


def main(base, file):
    model = Scripted(base)
    scores = {}
    for line in open(file, encoding="utf-8"):
        row = json.loads(line)
        case = LLMTestCase(
            name=row["id"], input=row["question"], actual_output=row["answer"], expected_output=row["reference"],
            retrieval_context=row["contexts"])
        for name, kind in KINDS.items():
            scores.setdefault("deepeval:" + name, {})[row["id"]] = score(kind, model, case)
    return scores


scores = main(*sys.argv[1:])
print(json.dumps(scores))
