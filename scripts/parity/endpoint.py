"""A scripted language model and embedding model on 127.0.0.1, for scripts/judge-parity.

It answers the prompts of Ragas, of DeepEval and of Assay, and its verdicts follow from the texts alone:

- A text's claims are its sentences, without those that start with "Well".
- A text supports a claim that stands in it word for word, and contradicts one that stands in it after "Not so: ".
- A chunk is useful for an answer if it supports one of the answer's sentences.
- A statement with "By the way" does not bear on the question; with "perhaps" it may.
- An answer with "unclear" is noncommittal; one with "perhaps" is so in the first of three tries.
- The verdict on a claim with "unreadable" is left out of the reply.

Prints its port on the first line.
"""

import ast
import collections
import hashlib
import http.server
import json
import re

TRIES = collections.Counter()  # of Ragas, which asks for each of its three questions with the same prompt


def sentences(text):
    return [s for s in re.split(r"(?<=[.!?])\s+", text.strip()) if re.search(r"\w", s)]


def claims(text):
    return [s for s in sentences(text) if not s.startswith("Well")]


def contradicts(text, claim):
    return "Not so: " + claim in text


def supports(text, claim):
    return claim in text.replace("Not so: " + claim, "")


def useful(chunk, answer):
    return any(supports(chunk, sentence) for sentence in sentences(answer))


def readable(items):
    return [item for item in items if "unreadable" not in item]


def noncommittal(answer, attempt):
    return "unclear" in answer or ("perhaps" in answer and attempt == 0)


def question(answer, attempt):
    return f"Which of {attempt + 3} things is it that {answer}"


def bears(statement):
    return "no" if "By the way" in statement else "borderline" if "perhaps" in statement else "yes"


def ragas(prompt):
    data, _ = json.JSONDecoder().raw_decode(prompt.rsplit("following input\ninput: ", 1)[1])
    match sorted(data):
        case ["response"]:
            answer = data["response"]
            attempt = TRIES[answer] % 3
            TRIES[answer] += 1
            return {"question": question(answer, attempt), "noncommittal": int(noncommittal(answer, attempt))}
        case ["answer", "question"]:
            return {"statements": claims(data["answer"])}
        case ["question", "text"]:
            return {"statements": claims(data["text"])}
        case ["atomicity", "coverage", "response"]:
            return {"claims": claims(data["response"])}
        case ["context", "statements"]:
            return {"statements": [
                {"statement": s, "reason": "-", "verdict": int(supports(data["context"], s))}
                for s in readable(data["statements"])]}
        case ["answer", "context", "question"] if '"classifications"' in prompt:
            return {"classifications": [
                {"statement": s, "reason": "-", "attributed": int(supports(data["context"], s))}
                for s in readable(sentences(data["answer"]))]}
        case ["answer", "context", "question"]:
            return {"reason": "-", "verdict": int(useful(data["context"], data["answer"]))}
        case ["answer", "ground_truth", "question"]:
            answer, truth = "\n".join(data["answer"]), "\n".join(data["ground_truth"])
            listed = lambda items: [{"statement": s, "reason": "-"} for s in readable(items)]
            return {
                "TP": listed(s for s in data["answer"] if supports(truth, s)),
                "FP": listed(s for s in data["answer"] if not supports(truth, s)),
                "FN": listed(s for s in data["ground_truth"] if not supports(answer, s))}


def deepeval(prompt):
    after = lambda label: prompt.rsplit("\n" + label + ":\n", 1)[1].rsplit("\n\nJSON:", 1)[0]
    between = lambda label, end: after(label).split("\n\n" + end, 1)[0]
    verdicts = lambda labels: {"verdicts": [{"verdict": label, "reason": "-"} for label in labels]}
    if '"claims"' in prompt:
        return {"claims": claims(after("AI Output"))}
    if '"truths"' in prompt:
        return {"truths": sentences(after("Text"))}
    if "\nClaims:\n" in prompt:
        truths, items = between("Retrieval Contexts", "Claims:"), literal(after("Claims"))
        open_ = lambda c: "idk" if "perhaps" in c else "borderline"  # an older spelling, which is still read
        return verdicts(
            "no" if contradicts(truths, c) else "yes" if supports(truths, c) else open_(c) for c in readable(items))
    if "\nStatements:\n" in prompt:
        return verdicts(bears(s) for s in readable(literal(after("Statements"))))
    if '"statements"' in prompt:
        return {"statements": claims(after("Text"))}
    if "\nExpected output:\n" in prompt:
        chunks = literal(re.search(r"\nRetrieval Context [^\n]*:\n(.*)\n\nJSON:", prompt, re.DOTALL).group(1))
        expected = between("Expected output", "Retrieval Context")
        return verdicts("yes" if useful(chunk, expected) else "no" for chunk in chunks)
    if "\nExpected Output:\n" in prompt:
        chunks = "\n".join(literal(after("Retrieval Context")))
        items = readable(sentences(between("Expected Output", "Retrieval Context:")))
        return verdicts("yes" if supports(chunks, s) else "no" for s in items)
    return {"verdicts": [
        {"statement": s, "reason": "-", "verdict": "yes" if bears(s) == "yes" else "no"}
        for s in sentences(after("Context"))]}


def literal(text):
    return ast.literal_eval(text.strip())


def assay(prompt, schema):
    data = {label: json.loads(value) for label, _, value in
            re.findall(r"^([A-Z][a-z ]+):\n(----- data \w+ -----)\n(.*?)\n\2", prompt, re.DOTALL | re.MULTILINE)}
    verdict = lambda item, label: {"id": item["id"], "reason": "-", "verdict": label}
    chunks = data.get("Chunks", [])
    text = "\n".join(chunk["text"] for chunk in chunks)
    stated = lambda claim: supports(text, claim["text"])
    kept = lambda items: [item for item in items if "unreadable" not in item["text"]]
    match sorted(data):
        case ["Answer", "Question"]:
            return {"claims": claims(data["Answer"])}
        case ["Answer"]:
            answer = data["Answer"]
            return {"questions": [
                {"question": question(answer, i), "noncommittal": noncommittal(answer, i)} for i in range(3)]}
        case ["Chunks", "Claims"] if "contradicted" in schema:
            label = lambda c: ("contradicted" if contradicts(text, c["text"])
                               else "supported" if stated(c) else "neither")
            return {"verdicts": [verdict(c, label(c)) for c in kept(data["Claims"])]}
        case ["Chunks", "Claims"]:
            return {"verdicts": [
                verdict(c, stated(c)) | {
                    "chunks": [chunk["id"] for chunk in chunks if supports(chunk["text"], c["text"])]}
                for c in kept(data["Claims"])]}
        case ["Question", "Statements"]:
            return {"verdicts": [verdict(s, bears(s["text"])) for s in kept(data["Statements"])]}
        case ["Chunks", "Question", "Reference answer"]:
            return {"verdicts": [verdict(chunk, useful(chunk["text"], data["Reference answer"])) for chunk in chunks]}
        case ["Chunks", "Question"]:
            return {"statements": [
                {"chunk": chunk["id"], "statement": s, "relevant": bears(s) == "yes", "reason": "-"}
                for chunk in chunks for s in sentences(chunk["text"])]}


def chat(request):
    prompt = request["messages"][-1]["content"]
    if "following input\ninput: " in prompt:
        reply = ragas(prompt)
    elif "\n----- data " in prompt:
        reply = assay(prompt, json.dumps(request["response_format"]))
    else:
        reply = deepeval(prompt)
    if reply is None:
        raise ValueError("a prompt that the script does not know: " + prompt)
    return {
        "id": "1", "object": "chat.completion", "created": 0, "model": request["model"],
        "choices": [{
            "index": 0, "finish_reason": "stop",
            "message": {"role": "assistant", "content": json.dumps(reply)}}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}}


def embeddings(request):
    texts = request["input"] if isinstance(request["input"], list) else [request["input"]]
    return {
        "object": "list", "model": request["model"], "usage": {"prompt_tokens": 1, "total_tokens": 1},
        "data": [{"object": "embedding", "index": i, "embedding": vector(text)} for i, text in enumerate(texts)]}


def vector(text):
    """Counts words by their hash, half of them downwards, so that cosines below 0 occur."""
    components = [0.5] + [0.0] * 15
    for word in re.findall(r"\w+", text.lower()):
        digest = hashlib.sha256(word.encode()).digest()
        components[digest[0] % 16] += 1 if digest[1] % 2 else -1
    return components


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        status = 200
        try:
            reply = (embeddings if self.path == "/v1/embeddings" else chat)(request)
        except Exception as failure:
            status, reply = 400, {"error": {"message": repr(failure)}}
        body = json.dumps(reply).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(server.server_port, flush=True)
    server.serve_forever()
