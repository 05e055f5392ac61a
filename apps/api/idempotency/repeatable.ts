import { createParamDecorator, SetMetadata, StreamableFile, type ExecutionContext } from '@nestjs/common';

/** Metadata key of a POST that needs no idempotency key. */
export const ANEW = 'api:anew';

/** Marks a POST that does its work anew each time and needs no idempotency key. */
export const Anew = () => SetMetadata(ANEW, true);

/** Metadata key of a POST that makes its repeated answer itself. */
export const SENDS_AGAIN = 'api:sends-again';

/** Marks a POST whose answer is too large to keep: a repeat reaches the handler, with what was kept (`@Kept()`). */
export const SendsAgain = () => SetMetadata(SENDS_AGAIN, true);

/** Metadata key of a POST that answers with a secret. */
export const SHOWN_ONCE = 'api:shown-once';

/** Marks a POST whose answer has a secret in a property: it is not kept, and null in a repeat. */
export const ShownOnce = (property: string) => SetMetadata(SHOWN_ONCE, property);

/** Property of a request under which a handler that sends again finds what was kept. */
export const KEPT = Symbol('what was kept of the first answer');

/** What was kept of the first answer to this request, or undefined on the first. */
export const Kept = createParamDecorator(
  (_: unknown, context: ExecutionContext): unknown =>
    context.switchToHttp().getRequest<Partial<Record<typeof KEPT, unknown>>>()[KEPT],
);

/** A file as an answer, with the little that is kept of it to send it again. */
export class RepeatableFile extends StreamableFile {
  constructor(
    content: ConstructorParameters<typeof StreamableFile>[0],
    options: ConstructorParameters<typeof StreamableFile>[1],
    readonly kept: unknown,
  ) {
    super(content as never, options);
  }
}
