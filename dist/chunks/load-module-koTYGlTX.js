import { n as loadAgentModule, t as findModule } from "./load-module-BtVm78Cq.js";

export { findModule };