import { n as parseCalibration, r as renderCalibration, t as maxCalibrationBytes } from "./calibration-file-CsUUF7r8.js";

export { maxCalibrationBytes, parseCalibration };