import { n as parseCalibration, r as renderCalibration, t as maxCalibrationBytes } from "./calibration-file-5MAfHZzY.js";

export { maxCalibrationBytes, parseCalibration };