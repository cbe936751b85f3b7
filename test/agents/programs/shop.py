# What the agents in Python share: the shop, and a loop around chat completions. No framework in it.
import json

INSTRUCTIONS = "You are the support agent of a shop."
QUESTIONS = ["Where is my order 1001?", "What is the late fee?"]
MODEL = "gpt-5-mini"


def lookup_order(order_id):
    return {"id": order_id, "status": "in transit"}


def search_policies(query):
    return {"documents": [f"About {query}: 3 EUR a day."]}


TOOLS = {"lookup_order": lookup_order, "search_policies": search_policies}


def definition(name, argument):
    properties = {argument: {"type": "string"}}
    parameters = {"type": "object", "properties": properties, "required": [argument]}
    return {"type": "function", "function": {"name": name, "parameters": parameters}}


DEFINITIONS = [definition("lookup_order", "order_id"), definition("search_policies", "query")]


def converse(complete, call_tool):
    """Asks all questions. `complete` answers messages with a message, `call_tool` runs a tool's call."""
    messages = [{"role": "system", "content": INSTRUCTIONS}]
    for question in QUESTIONS:
        messages.append({"role": "user", "content": question})
        while True:
            message = complete(messages)
            messages.append(message)
            if not message.get("tool_calls"):
                break
            for call in message["tool_calls"]:
                result = json.dumps(call_tool(call))
                messages.append({"role": "tool", "tool_call_id": call["id"], "content": result})
        print(message["content"])
