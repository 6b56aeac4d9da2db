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
  const site = { use: 'the site', number: port, setting: 'PORT', other: port < 1024 ? 4321 : port + 1 };
  const ice = {
    use: 'the STUN/TURN server',
    number: icePort,
    setting: 'ICE_PORT',
    other: icePort < 1024 ? 3478 : icePort + 1,
  };
  const refused = [
    { ...site, protocol: 'TCP', answer: await tryTcp(port) },
    { ...ice, protocol: 'TCP', answer: await tryTcp(icePort) },
    { ...ice, protocol: 'UDP', answer: await tryUdp(icePort) },
  ].filter(({ answer }) => typeof answer === 'string');
  if (refused.length === 0) return;
  const lines = refused.map(({ use, protocol, number, setting, other, answer }) => {
    const why =
      answer === 'taken'
        ? 'is taken. Stop what uses it, or choose another'
        : 'is not open to you on this system (ports below 1024 are mostly for the administrator). Choose another';
    return `Port ${number} (${protocol}) for ${use} ${why}: ${setting}=${other} npm start`;
  });
  const drafts =
    'On another site port the browser keeps drafts and progress apart: they wait on the port where they were made.';
  throw new Error(
    [...lines, ...(refused.some(({ setting }) => setting === 'PORT') ? [drafts] : [])].join('\n'),
  );
}
