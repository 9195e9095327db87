export { checkCauses, wrongPostings, type CauseDifference } from './causes.ts';
export { checkBooks, checkNight } from './check.ts';
export { correct, type Corrected, type CorrectRequest } from './correct.ts';
export { findDifferences, type Findings } from './find.ts';
export { checkNightLater } from './night.ts';
export { lastChecks, type Checked, type KeptDifference } from './record.ts';
export { verifyExport, type ExportFiles, type ExportResult } from './export/verify.ts';
export type { Finding, Problem } from './export/fold.ts';
