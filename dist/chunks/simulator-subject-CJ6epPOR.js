import { n as simulatorSubject, t as scriptedSimulatorSubject } from "./simulator-subject-BcUds5u1.js";

export { scriptedSimulatorSubject, simulatorSubject };