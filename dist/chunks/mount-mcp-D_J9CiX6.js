import { t as mountMcp } from "./mount-mcp-18H--6cb.js";

export { mountMcp };