export { captureForOrders, type OrderWithCodes } from './capture.ts';
export { issueCode } from './issue-code.ts';
export { findRedemption, findRedemptions, type Redemption } from './record.ts';
export { finishRelease, release, type ByStaff, type ReleaseReason } from './release.ts';
export { start, type StartRequest, type StartResult } from './start.ts';
export { takeOverRedemptions } from './take-over.ts';
export { canUndo, type State } from './states.ts';
export { sweep } from './sweep.ts';
