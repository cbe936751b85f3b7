import { t as mountMcp } from "./mount-mcp-BqUHy4_r.js";

export { mountMcp };