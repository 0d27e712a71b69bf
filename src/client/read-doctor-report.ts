import { createCheck } from '../protocol/check';
import { DoctorReportSchema, type DoctorReport } from '../protocol/doctor';
import type { Answer } from './answer';
import { readAnswer } from './read-answer';

const checkReport = createCheck(DoctorReportSchema);

/** The report in an answer of `GET peach/doctor`, or why there is none. */
export function readDoctorReport(status: number, text: string): Answer<DoctorReport> {
  return readAnswer(status, text, checkReport);
}
