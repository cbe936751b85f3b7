import { t as mountMcp } from "./mount-mcp-D2QGzGEz.js";

export { mountMcp };