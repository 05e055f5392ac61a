/** Why the broker could not be asked: it does not answer, or who asks is not signed in. Never holds a token. */
export class ConnectionFault extends Error {
  override name = 'ConnectionFault';
  /** @param mend how to put it right, one sentence. */
  constructor(
    message: string,
    readonly mend: string,
  ) {
    super(message);
  }
}
