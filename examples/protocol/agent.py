"""A support agent that speaks Tracegate's protocol on standard input and output."""
import json
import sys

FEES = {"standard": "3.50 EUR", "express": "7.00 EUR"}

def send(**message):
    print(json.dumps(message), flush=True)

for line in sys.stdin:
    message = json.loads(line)
    if message["type"] != "turn":
        continue  # "session" opens one, "end" closes it: nothing to keep here
    session = message["session"]
    plan = "express" if "express" in message["message"].lower() else "standard"
    fee = FEES[plan]
    send(type="tool_call", session=session, name="lookup_late_fee", arguments={"plan": plan}, result={"fee": fee})
    send(type="reply", session=session, text=f"The late fee of the {plan} plan is {fee}.")
