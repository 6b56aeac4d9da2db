/** Given, and needs no change: lets two peers connect, Alice in one network and Bob in another. */
import { connect } from './connect.ts';
import { openSignalling } from './signalling.ts';

const [alice, bob] = openSignalling();
const sockets = await Promise.all([connect('192.168.1.10', alice), connect('192.168.2.10', bob)]);
console.log('Both say that they are through.');
for (const socket of sockets) socket.close();
