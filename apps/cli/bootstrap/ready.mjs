import path from 'node:path';
import { buildDist, isBuilt } from './build-dist.mjs';
import { install, isInstalled } from './install.mjs';
import { isLinked, linkCommand } from './link-command.mjs';
import { alone } from './lock.mjs';
import { giveUp, root } from './surroundings.mjs';

const STEPS = [
  { done: isInstalled, work: install },
  { done: isLinked, work: linkCommand },
  { done: isBuilt, work: buildDist },
];

/**
 * Installs, links and builds what is missing or no longer fits the sources; silent and without a write when nothing is.
 * @param dev whether the developers' tools (tests, checks) are needed as well.
 */
export async function ensureReady({ dev = false } = {}) {
  // Commands may run from any folder: the data of this checkout stay with it.
  process.env.DATA_DIR ||= path.join(root, '.data');
  const isReady = () => STEPS.every(({ done }) => done({ dev }));
  if (isReady()) return;
  try {
    await alone(() => {
      for (const { done, work } of STEPS) if (!done({ dev })) work({ dev });
    });
  } catch (error) {
    if (error.code === 'ENOSPC') giveUp('The disk that holds this checkout is full.', 'Free 1 GB, then start again.');
    if (['EACCES', 'EPERM', 'EROFS'].includes(error.code))
      giveUp(
        'This account may not write to the checkout, which is not yet built.',
        'Start it once as the account that owns the checkout, or clone it into a folder of your own.',
      );
    throw error;
  }
}
