import { Foundation1763596800001 } from './0001-foundation.js';
import { Exchange1763596800003 } from './0003-exchange.js';

/** Every migration, oldest first. */
export const migrations = [Foundation1763596800001, Exchange1763596800003];
