import { t as mountMcp } from "./mount-mcp-DeA4uE-Y.js";

export { mountMcp };