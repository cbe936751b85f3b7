import { t as mountMcp } from "./mount-mcp-sTlxTQmH.js";

export { mountMcp };