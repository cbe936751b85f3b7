import { t as ModelPrices } from "./model-prices-5YKOxNjf.js";

export { ModelPrices };