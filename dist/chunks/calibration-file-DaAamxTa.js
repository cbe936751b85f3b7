import { n as parseCalibration, r as renderCalibration, t as maxCalibrationBytes } from "./calibration-file-BRhfyMOA.js";

export { maxCalibrationBytes, parseCalibration };