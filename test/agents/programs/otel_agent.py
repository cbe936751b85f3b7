# An agent in Python with the packages of OpenTelemetry: the client of OpenAI is instrumented, tools are not.
import json
import os

import openai
import shop
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.instrumentation.genai.openai import OpenAIInstrumentor
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

provider = TracerProvider()
if os.environ.get("WITHOUT_TELEMETRY") != "1":
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(provider)
    OpenAIInstrumentor().instrument()

client = openai.OpenAI()


def complete(messages):
    answer = client.chat.completions.create(
        model=shop.MODEL, messages=messages, tools=shop.DEFINITIONS
    )
    return answer.choices[0].message.model_dump(exclude_none=True) | {
        "content": answer.choices[0].message.content
    }


def call_tool(call):
    function = call["function"]
    return shop.TOOLS[function["name"]](**json.loads(function["arguments"]))


with trace.get_tracer("shop").start_as_current_span("conversation"):
    shop.converse(complete, call_tool)
provider.shutdown()
