// Plain JavaScript, so that an older Node can still say what is missing. Runs before every npm script that runs ours.
const required = 24;
if (Number(process.versions.node.split('.')[0]) < required) {
  process.stderr.write(
    `Laurel needs Node ${required} or newer; this is ${process.version}. ` +
      (process.platform === 'linux'
        ? 'It comes with the packages: run `npm ci` without --omit=optional, and start with `npm start`.\n'
        : `Install it from https://nodejs.org and run this again.\n`),
  );
  process.exit(1);
}
