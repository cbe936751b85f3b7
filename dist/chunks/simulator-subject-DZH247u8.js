import { n as simulatorSubject, t as scriptedSimulatorSubject } from "./simulator-subject-hVNavSFK.js";

export { scriptedSimulatorSubject, simulatorSubject };