import { t as mountMcp } from "./mount-mcp-BjYvi7iY.js";

export { mountMcp };