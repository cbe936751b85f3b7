import { t as mountMcp } from "./mount-mcp-DfEdZCaG.js";

export { mountMcp };