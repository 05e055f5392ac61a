#!/usr/bin/env node
// The `broker` command in a checkout: makes ready what is missing, then runs the program in this same process.
import './bootstrap/check-node.mjs';

const { ensureReady } = await import('./bootstrap/ready.mjs');
await ensureReady();
await import('../../dist/apps/cli/main.js');
