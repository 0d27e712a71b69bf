// Counts of JUnit reports, which every test runner of the project writes.
import { existsSync, readFileSync } from 'node:fs';

const NOTHING = { passed: 0, failed: 0, skipped: 0 };

/** Counts the test cases in the report; nothing where it was not written. */
export function readTotals(file) {
  return existsSync(file) ? countCases(readFileSync(file, 'utf8')) : NOTHING;
}

/** A case is one `<testcase>`; it failed or was skipped where it says so inside. */
export function countCases(xml) {
  const cases = xml.match(/<testcase\b[^>]*\/>|<testcase\b[\s\S]*?<\/testcase>/g) ?? [];
  const failed = cases.filter(text => /<(failure|error)\b/.test(text)).length;
  const skipped = cases.filter(text => !/<(failure|error)\b/.test(text) && /<skipped\b/.test(text)).length;
  return { passed: cases.length - failed - skipped, failed, skipped };
}

export function addTotals(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

export function formatTotals({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
