/** A law of the books that code relies on. Stays on in production: a broken law must stop the request, not spread. */
export class BrokenLaw extends Error {
  override readonly name = 'BrokenLaw';
}

/** Throws BrokenLaw when `condition` is false. For what cannot happen; what can happen is a refusal or a LaurelError. */
export function assert(condition: unknown, law: string): asserts condition {
  if (!condition) throw new BrokenLaw(law);
}

/** For the default of an exhaustive switch: the compiler refuses a case that was forgotten. */
export function unreachable(value: never): never {
  throw new BrokenLaw(`unreachable: ${JSON.stringify(value)}`);
}
