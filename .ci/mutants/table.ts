import { actionMutants } from './actions.ts';
import { databaseMutants } from './database.ts';
import { earningMutants } from './earning.ts';
import { ledgerMutants } from './ledger.ts';
import type { Mutant } from './mutant.ts';
import { peopleMutants } from './people.ts';
import { promiseMutants } from './promises.ts';
import { roomMutants } from './rooms.ts';
import { tierMutants } from './tiers.ts';

/** Every law that is broken on purpose. */
export const mutants: readonly Mutant[] = [
  ...ledgerMutants,
  ...roomMutants,
  ...earningMutants,
  ...actionMutants,
  ...tierMutants,
  ...peopleMutants,
  ...promiseMutants,
  ...databaseMutants,
];
