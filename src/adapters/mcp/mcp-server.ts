import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import {
  CallToolRequestSchema,
  type CallToolResult,
  CallToolResultSchema,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
  type Tool,
} from "@modelcontextprotocol/sdk/types.js";
import { captureJson } from "../../core/agent/capture-json.ts";
import type { JsonValue } from "../../core/trace/json.ts";
import type { ToolDefinition } from "../../core/trace/session.ts";
import type { OfferedTools } from "../../ports/offered-tools.ts";

/** An MCP server of tools, not yet connected to anything. */
export function mcpServer(tools: OfferedTools): Server {
  const server = new Server({ name: "tracegate", version: "1" }, { capabilities: { tools: {} } });
  server.setRequestHandler(ListToolsRequestSchema, (_request, { requestInfo }) => ({
    tools: tools.catalog({ ...requestInfo?.headers }).map(describeTool),
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, { requestInfo, signal }) => {
    const { name, arguments: given } = params;
    const request = { name, arguments: captureJson(given ?? {}).value };
    const answer = await tools.call(request, { headers: { ...requestInfo?.headers }, signal });
    switch (answer.kind) {
      case "result":
        return resultOf(answer.result);
      case "error":
        return { content: [{ type: "text", text: answer.error.message }], isError: true };
      case "refused":
        throw new McpError(ErrorCode.InvalidRequest, answer.reason);
    }
  });
  return server;
}

function describeTool({ name, description, parameters }: ToolDefinition): Tool {
  return {
    name,
    ...(description !== undefined && { description }),
    inputSchema: { ...(isObjectSchema(parameters) ? parameters : {}), type: "object" },
  };
}

function isObjectSchema(schema: JsonValue | undefined): schema is { [key: string]: JsonValue } {
  return (
    typeof schema === "object" && schema !== null && "type" in schema && schema["type"] === "object"
  );
}

/** A result that was recorded from an MCP client has the form of one already; others become its text. */
function resultOf(result: JsonValue): CallToolResult {
  if (typeof result === "object" && result !== null && "content" in result) {
    const parsed = CallToolResultSchema.safeParse(result);
    if (parsed.success && Array.isArray(result["content"])) return parsed.data;
  }
  const text = typeof result === "string" ? result : JSON.stringify(result);
  return { content: [{ type: "text", text }] };
}
