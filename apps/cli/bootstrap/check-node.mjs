// Imported before anything else, and written so that an old Node can still read it.
const version = process.versions.node;
const [major, minor] = version.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `This broker needs Node 20.19 or newer, and this is Node ${version}. ` +
      'Install a newer one from https://nodejs.org (or with `nvm install 22`), then start again.',
  );
  process.exit(1);
}
