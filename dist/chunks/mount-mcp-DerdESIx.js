import { t as mountMcp } from "./mount-mcp-BowsCZnZ.js";

export { mountMcp };