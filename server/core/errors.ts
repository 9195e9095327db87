/** The closed list of ways an act can fail. http/errors.ts maps each to a status; nothing else is thrown on purpose. */
export const errorCodes = {
  unauthenticated: { status: 401, message: 'Please sign in again.' },
  forbidden: { status: 403, message: 'You may not do this.' },
  not_found: { status: 404, message: 'We could not find that.' },
  invalid_request: { status: 400, message: 'Something in the request is not as it should be.' },
  invalid_points: { status: 400, message: 'Points must be a whole, positive number.' },
  invalid_money: { status: 400, message: 'That is not an amount of money we can read.' },
  invalid_program: { status: 422, message: 'The programme has problems that must be solved first.' },
  conflict: { status: 409, message: 'This was changed by someone else in the meantime.' },
  key_reused: { status: 409, message: 'This request was made before with other content.' },
  refused: { status: 422, message: 'This is not possible right now.' },
  too_many_requests: { status: 429, message: 'Too many requests. Please wait a moment.' },
  payload_too_large: { status: 413, message: 'That is more than we can take at once.' },
  shopify_unavailable: { status: 503, message: 'The shop does not answer right now. Your points are safe; please try again.' },
  unavailable: { status: 503, message: 'We are not ready right now. Please try again.' },
  internal: { status: 500, message: 'Something went wrong on our side. Your points are safe.' },
} as const;

export type ErrorCode = keyof typeof errorCodes;

/** A failed act. `message` is for the log; what a person may read is `publicMessage`. */
export class LaurelError extends Error {
  override readonly name = 'LaurelError';
  readonly code: ErrorCode;
  readonly publicMessage: string;
  /** Machine-readable extras that may leave the server, e.g. `{ missingPoints: 40 }`. */
  readonly details: Readonly<Record<string, unknown>> | undefined;

  constructor(
    code: ErrorCode,
    privateMessage: string,
    options: { publicMessage?: string; details?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(privateMessage, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.publicMessage = options.publicMessage ?? errorCodes[code].message;
    this.details = options.details;
  }
}
