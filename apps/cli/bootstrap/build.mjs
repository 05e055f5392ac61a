// `npm run build`: the sources compiled into dist.
import './check-node.mjs';

const { ensureReady } = await import('./ready.mjs');
await ensureReady();
