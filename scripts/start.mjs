/**
 * `npm start`: everything from a fresh clone to the served site with its STUN/TURN server, which print their addresses.
 * PORT and ICE_PORT choose other ports; further arguments go to `astro preview`.
 */
import { buildIfNeeded } from './lib/build.mjs';
import { endChild, onStopRequest, startChild } from './lib/children.mjs';
import { ROOT, programScript, projectEnvironment } from './lib/node.mjs';
import { tryTcp, tryUdp } from './lib/ports.mjs';
import { runMain, setUp } from './setup.mjs';

await runMain(async () => {
  const [port, icePort] = [portSetting('PORT', 4321), portSetting('ICE_PORT', 3478)];
  await requireFreePorts(port, icePort);
  const node = setUp();
  buildIfNeeded(node);

  const server = startChild(
    node,
    [programScript('astro'), 'preview', '--ignore-lock', ...process.argv.slice(2)],
    {
      cwd: ROOT,
      env: { ...projectEnvironment(node), PORT: `${port}`, ICE_PORT: `${icePort}` },
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  let stopping = false;
  onStopRequest(() => {
    stopping = true;
    void endChild(server, { graceMs: 5000 });
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', resolve);
  });
  if (!stopping) throw new Error('The server ended (its messages are above).');
});

/**
 * @param {string} name
 * @param {number} otherwise
 */
function portSetting(name, otherwise) {
  const text = process.env[name];
  if (text === undefined || text === '') return otherwise;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  throw new Error(`${name} is “${text}”, which is no port: it has to be a number from 1 to 65535.`);
}

/**
 * Another port would be another origin, where the learner's drafts seem lost: so no silent way out.
 *
 * @param {number} port
 * @param {number} icePort
 */
async function requireFreePorts(port, icePort) {
  const sitePort = { use: 'the site', protocol: 'TCP', number: port, setting: 'PORT' };
  const icePortOf = (/** @type {string} */ protocol) => {
    return { use: 'the STUN/TURN server', protocol, number: icePort, setting: 'ICE_PORT' };
  };
  const taken = [
    (await tryTcp(port)) === undefined && sitePort,
    (await tryTcp(icePort)) === undefined && icePortOf('TCP'),
    !(await tryUdp(icePort)) && icePortOf('UDP'),
  ].filter((entry) => entry !== false);
  if (taken.length === 0) return;
  const lines = taken.map(
    ({ use, protocol, number, setting }) =>
      `Port ${number} (${protocol}) for ${use} is taken. Stop what uses it, or choose another: ` +
      `${setting}=${number + 1} npm start`,
  );
  const drafts =
    'On another site port the browser keeps drafts and progress apart: they wait on the port where they were made.';
  throw new Error([...lines, ...(taken.includes(sitePort) ? [drafts] : [])].join('\n'));
}
