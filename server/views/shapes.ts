/** What leaves and enters by HTTP, subject by subject. */

export * from './common-shapes.ts';
export * from './earn-shapes.ts';
export * from './member-file-shapes.ts';
export * from './member-shapes.ts';
export * from './operation-shapes.ts';
export * from './promise-shapes.ts';
export * from './referral-shapes.ts';
export * from './reward-shapes.ts';
