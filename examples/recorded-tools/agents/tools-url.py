"""An agent in any language: each tool call asks $TRACEGATE_TOOLS_URL first, which is one line of code."""
import json
import os
import sys
import urllib.request

TOOLS_URL = os.environ.get("TRACEGATE_TOOLS_URL")

LIVE = {
    "search_policies": lambda query: {"documents": [{"id": "live"}]},
    "read_policy": lambda id: "The late fee is 9.99 EUR.",
}

def post(path, body):
    request = urllib.request.Request(TOOLS_URL + path, json.dumps(body).encode(), {"content-type": "application/json"})
    return json.load(urllib.request.urlopen(request))

def call_tool(name, **arguments):
    answer = post("/call", {"name": name, "arguments": arguments}) if TOOLS_URL else {"live": True}
    if answer.get("live"):
        result = {"id": answer.get("id"), "result": LIVE[name](**arguments)}
        answer = post("/result", result) if TOOLS_URL else result  # a planned fault may change it
    if "error" in answer:
        raise RuntimeError(answer["error"]["message"])
    return answer["result"]

def reply():
    for _ in range(2):
        try:
            documents = call_tool("search_policies", query="late fee of an invoice")["documents"]
            return call_tool("read_policy", id=documents[0]["id"]) if documents else "I don't know."
        except RuntimeError:
            pass  # once more; then a person has to
    return "I could not look that up, please try again later."

for line in sys.stdin:
    message = json.loads(line)
    if message["type"] == "turn":
        print(json.dumps({"type": "reply", "session": message["session"], "text": reply()}), flush=True)
