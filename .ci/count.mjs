// Prints "PASSED FAILED" for one run of Vitest: node .ci/count.mjs REPORT.json LOG EXIT-CODE
// A test that was skipped or left out counts as failed, and so does a run without a report, without a test, or that ended badly with every test passed.
import { readFileSync } from 'node:fs';

const [reportFile, logFile, exitCode] = process.argv.slice(2);

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

const report = JSON.parse(read(reportFile) || '{}');
const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0, testResults = [] } = report;
const emptyFiles = testResults.filter((file) => file.status === 'failed' && file.assertionResults.every((one) => one.status !== 'failed')).length;
const leftOut = read(logFile)
  .split('\n')
  .filter((line) => /left out/i.test(line) && !/[✓√]/u.test(line));
for (const line of leftOut) console.error(`left out: ${line.trim()}`);
if (numPendingTests + numTodoTests > 0) console.error(`skipped: ${numPendingTests + numTodoTests}`);

let failed = numFailedTests + emptyFiles + numPendingTests + numTodoTests + leftOut.length;
if (failed === 0 && (exitCode !== '0' || numPassedTests === 0)) failed = 1;
console.log(`${numPassedTests} ${failed}`);
