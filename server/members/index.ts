export { windowSpend } from './activity.ts';
export { adjust, type Adjustment, type AdjustResult } from './adjust.ts';
export { announce } from './announce.ts';
export { enroll, enrollIn, findByEmail, findMembers, keepEmail, type Enrolled, type Newcomer } from './enroll.ts';
export { lockCurrent } from './lock.ts';
export { beginMerge, finishMerge, type MergedCustomers, type MergingMembers } from './merge.ts';
export { restand, type StandingChange } from './restand.ts';
export { restandAll } from './restand-all.ts';
export { restandDue } from './restand-due.ts';
