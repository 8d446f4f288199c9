"""ragas_scores.py ENDPOINT SAMPLES: what Ragas gives each sample, as JSON; null where it gives NaN or raises."""

import asyncio
import inspect
import json
import math
import os
import sys

os.environ["RAGAS_DO_NOT_TRACK"] = "true"

import openai
from ragas.embeddings.base import embedding_factory
from ragas.llms import llm_factory
from ragas.metrics import collections as ragas


def metrics(base):
    client = openai.AsyncOpenAI(base_url=base, api_key="none", max_retries=0)
    llm = llm_factory("scripted", client=client)
    embeddings = embedding_factory("openai", model="scripted", client=client)
    return {
        "faithfulness": ragas.Faithfulness(llm),
        "answerRelevancy": ragas.AnswerRelevancy(llm, embeddings),
        "contextPrecision": ragas.ContextPrecisionWithReference(llm),
        "contextUtilization": ragas.ContextPrecisionWithoutReference(llm),
        "contextRecall": ragas.ContextRecall(llm),
        "noiseSensitivity": ragas.NoiseSensitivity(llm),
        "noiseSensitivityIrrelevant": ragas.NoiseSensitivity(llm, mode="irrelevant"),
        "factualCorrectness": ragas.FactualCorrectness(llm),
        "answerCorrectness": ragas.AnswerCorrectness(llm, embeddings)}


async def score(metric, sample):
    names = inspect.signature(metric.ascore).parameters
    try:
        value = (await metric.ascore(**{name: sample[name] for name in names})).value
    except ValueError as raised:  # missing input, or arrays that do not fit
        print(f"{sample['id']} {metric.name}: {raised}", file=sys.stderr)
        return None
    return None if math.isnan(value) else value


async def main(base, file):
    scores = {}
    for line in open(file, encoding="utf-8"):
        row = json.loads(line)
        sample = {
            "id": row["id"], "user_input": row["question"], "retrieved_contexts": row["contexts"],
            "response": row["answer"], "reference": row["reference"]}
        for name, metric in metrics(base).items():
            scores.setdefault("ragas:" + name, {})[row["id"]] = await score(metric, sample)
    json.dump(scores, sys.stdout)


asyncio.run(main(*sys.argv[1:]))
