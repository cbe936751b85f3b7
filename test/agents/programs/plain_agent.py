# An agent in plain Python: urllib asks the model, and its spans are OTLP protobuf, written by hand.
import json
import os
import secrets
import time
import urllib.request

import shop


def varint(number):
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def field(number, content):
    return varint(number << 3 | 2) + varint(len(content)) + content


def text(number, value):
    return field(number, value.encode())


def fixed64(number, value):
    return varint(number << 3 | 1) + value.to_bytes(8, "little")


def attribute(key, value):
    return field(9, text(1, key) + field(2, text(1, value)))


def export(spans):
    """Sends spans as ExportTraceServiceRequest > ResourceSpans > ScopeSpans > Span."""
    if os.environ.get("WITHOUT_TELEMETRY") == "1":
        return
    body = field(1, field(2, b"".join(field(2, span) for span in spans)))
    headers = {"content-type": "application/x-protobuf"}
    url = os.environ["OTEL_EXPORTER_OTLP_ENDPOINT"] + "/v1/traces"
    urllib.request.urlopen(urllib.request.Request(url, body, headers)).read()


TRACE = secrets.token_bytes(16)
SPANS = []


def note(name, began, attributes):
    span = field(1, TRACE) + field(2, secrets.token_bytes(8)) + text(5, name)
    span += fixed64(7, began) + fixed64(8, time.time_ns())
    SPANS.append(span + b"".join(attribute(key, value) for key, value in attributes.items()))


def part(message):
    """A chat message as the GenAI conventions write it."""
    role, content = message["role"], message.get("content")
    if role == "tool":
        answer = {"type": "tool_call_response", "id": message["tool_call_id"], "response": content}
        return {"role": role, "parts": [answer]}
    parts = [{"type": "text", "content": content}] if content else []
    for call in message.get("tool_calls") or []:
        function = call["function"]
        arguments = json.loads(function["arguments"])
        parts.append(
            {"type": "tool_call", "id": call["id"], "name": function["name"], "arguments": arguments}
        )
    return {"role": role, "parts": parts}


def complete(messages):
    began = time.time_ns()
    request = {"model": shop.MODEL, "messages": messages, "tools": shop.DEFINITIONS}
    headers = {"content-type": "application/json", "authorization": "Bearer sk-of-nobody"}
    url = os.environ["OPENAI_BASE_URL"] + "/chat/completions"
    asked = urllib.request.Request(url, json.dumps(request).encode(), headers)
    answer = json.load(urllib.request.urlopen(asked))
    message = answer["choices"][0]["message"]
    note(
        f"chat {shop.MODEL}",
        began,
        {
            "gen_ai.operation.name": "chat",
            "gen_ai.request.model": shop.MODEL,
            "gen_ai.response.model": answer["model"],
            "gen_ai.input.messages": json.dumps([part(each) for each in messages]),
            "gen_ai.output.messages": json.dumps([part(message)]),
        },
    )
    return message


def call_tool(call):
    began = time.time_ns()
    name, arguments = call["function"]["name"], call["function"]["arguments"]
    result = shop.TOOLS[name](**json.loads(arguments))
    note(
        f"execute_tool {name}",
        began,
        {
            "gen_ai.operation.name": "execute_tool",
            "gen_ai.tool.name": name,
            "gen_ai.tool.call.id": call["id"],
            "gen_ai.tool.call.arguments": arguments,
            "gen_ai.tool.call.result": json.dumps(result),
        },
    )
    return result


shop.converse(complete, call_tool)
export(SPANS)
