/**
 * A process of `--jobs` that dies of its first document.
 */
process.on('message', () => process.exit(9));
