/** Given, and needs no change: starts your server where two peers look for it. */
import { createSignallingServer } from './server.ts';

const PORT = 8080;

createSignallingServer().listen(PORT, '127.0.0.1', () => {
  console.log('The signalling server listens on port', PORT);
});
