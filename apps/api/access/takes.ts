import { SetMetadata } from '@nestjs/common';

/** Metadata key of the media type that a handler takes. */
export const TAKES = 'api:takes';

/** Names the media type of the bodies that a handler takes; without it, JSON. */
export const Takes = (mediaType: string) => SetMetadata(TAKES, mediaType);
