import { t as committedBelow } from "./committed-below-Ppc7G49z.js";

export { committedBelow };