// Gathers candidates with werift: node gather-with-werift.mjs HOST PORT USERNAME PASSWORD
import { RTCPeerConnection } from 'werift';

const [host, port, username, credential] = process.argv.slice(2);
const connection = new RTCPeerConnection({
  iceServers: [
    { urls: `stun:${host}:${port}` },
    { urls: `turn:${host}:${port}`, username, credential },
  ],
});
connection.onIceCandidate.subscribe((candidate) => {
  if (candidate) process.stdout.write(`a=${candidate.candidate}\n`);
});
connection.createDataChannel('any');
// Here the promise itself waits until gathering has ended: a browser's doesn't.
await connection.setLocalDescription(await connection.createOffer());
await connection.close();
