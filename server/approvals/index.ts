export { ask, type AskResult } from './ask.ts';
export { decide, type DecideResult } from './decide.ts';
export { countWaiting, findApproval, settled, waiting, type Approval } from './record.ts';
export { stateAt, type Decision, type State } from './states.ts';
