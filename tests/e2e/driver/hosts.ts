import { mkdtempSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { endChild, startChild } from '../../../scripts/lib/children.mjs';
import { CADDYFILE, NGINX_CONF, deployFiles } from '../../../scripts/deploy/files.ts';
import { freePort } from '../../../scripts/lib/ports.mjs';
import { until } from './queries.ts';

/** A web server of others that serves the built site, by a file of `deploy/`. */
export interface Host {
  /** Its address with a slash at its end; the site answers to both names of the loopback. */
  readonly url: string;
  close(): Promise<void>;
}

/** What of a configuration is the machine's: where it listens, and what it serves. */
interface Place {
  readonly port: number;
  /** The folder that is served. */
  readonly root: string;
  /** The file of `deploy/`. */
  readonly text: string;
  /** Of its own, for all that the server writes. */
  readonly folder: string;
  /** See `HostOptions`. */
  readonly inServer: string;
}

interface HostOptions {
  /** What Caddy's configuration reads besides. */
  readonly env?: Readonly<Record<string, string>>;
  /** What is added to nginx's server by hand. */
  readonly inServer?: string;
  /** Where the site stands: another place than the root has files of its own (scripts/deploy). */
  readonly base?: string;
  /** Where it listens; by default on a port that is free. */
  readonly port?: number;
}

interface Kind {
  readonly command: string;
  /** Its file in `deploy/`. */
  readonly file: string;
  /** The server's own configuration, which takes in the file of `deploy/`. */
  readonly configuration: (place: Place) => string;
  readonly args: (file: string, place: Place) => string[];
  readonly env?: (place: Place) => Record<string, string>;
}

const KINDS = {
  caddy: {
    command: 'caddy',
    file: CADDYFILE,
    configuration: ({ text }) =>
      `{\n\tadmin off\n\tauto_https off\n\tdefault_bind 127.0.0.1 [::1]\n}\n${text}`,
    args: (file) => ['run', '--adapter', 'caddyfile', '--config', file],
    env: ({ port, root, folder }) => ({
      SITE_ADDRESS: `http://127.0.0.1:${port}, http://localhost:${port}`,
      SITE_ROOT: root,
      HOME: folder,
      XDG_CONFIG_HOME: folder,
      XDG_DATA_HOME: folder,
    }),
  },
  nginx: {
    command: 'nginx',
    file: NGINX_CONF,
    configuration: (place) => `
      daemon off;
      master_process off;
      pid ${place.folder}/pid;
      events {}
      http {
        include /etc/nginx/mime.types;
        default_type application/octet-stream;
        access_log off;
        ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((of) => `${of}_temp_path ${place.folder}/${of};`).join('\n')}
        ${nginxSite(place)}
      }`,
    args: (file, { folder }) => ['-p', folder, '-c', file, '-e', 'stderr'],
  },
} as const satisfies Record<string, Kind>;

export type HostName = keyof typeof KINDS;

/** The site's file as it stands, but for ports, certificates, names and the folder; without the server for port 80. */
function nginxSite({ port, root, text, inServer }: Place): string {
  return text
    .replace(/^server \{\n {2}listen 80;[^]*?^\}\n/m, '')
    .replace(/^ *(ssl_certificate|ssl_certificate_key|server_name) .*\n/gm, '')
    .replace('listen 443 ssl http2;', `listen 127.0.0.1:${port};`)
    .replace('listen [::]:443 ssl http2;', `listen [::1]:${port};`)
    .replace('root /srv/icebreaker;', `root ${root};\n${inServer}`);
}

/**
 * Starts a web server on a port of the loopback.
 * @param dist folder of the built site
 */
export async function startHost(
  name: HostName,
  dist: string,
  { env = {}, inServer = '', base = '/', port }: HostOptions = {},
): Promise<Host> {
  const kind: Kind = KINDS[name];
  const folder = mkdtempSync(join(tmpdir(), `icebreaker-${name}-`));
  const root = base === '/' ? resolve(dist) : join(folder, 'root');
  if (base !== '/') {
    mkdirSync(dirname(join(root, base)), { recursive: true });
    symlinkSync(resolve(dist), join(root, base.replace(/\/$/, '')), 'dir');
  }
  const text = base === '/' ? readFileSync(kind.file, 'utf8') : (deployFiles(base)[kind.file] ?? '');
  const place = { port: port ?? (await freePort()), root, text, folder, inServer };
  const file = join(folder, 'configuration');
  writeFileSync(file, kind.configuration(place));
  const child = startChild(kind.command, kind.args(file, place), {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...kind.env?.(place), ...env },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => (said += data));
  const close = async () => {
    await endChild(child, { graceMs: 3000 });
    rmSync(folder, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${place.port}${base}`;
  try {
    await until(name, async () => {
      if (child.exitCode !== null) throw new Error(`${name} ended:\n${said}`);
      return fetch(url).then(
        () => true,
        () => false,
      );
    });
  } catch (error) {
    await close();
    throw error;
  }
  return { url, close };
}
