"""A support agent as an HTTP service: python3 http_agent.py, then POST /chat {"message": "…"}."""
import json
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

FEES = {"standard": "3.50 EUR", "express": "7.00 EUR"}


class Agent(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):  # /health: the service is ready
        self.answer({})

    def do_POST(self):
        turn = json.loads(self.rfile.read(int(self.headers["content-length"])))
        plan = "express" if "express" in turn["message"].lower() else "standard"
        call = {"name": "lookup_late_fee", "arguments": {"plan": plan}, "result": {"fee": FEES[plan]}}
        self.answer({"reply": f"The late fee of the {plan} plan is {FEES[plan]}.", "tool_calls": [call]})

    def answer(self, body):
        text = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)


ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "8080"))), Agent).serve_forever()
