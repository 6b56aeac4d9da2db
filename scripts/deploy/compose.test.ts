import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';

interface Service {
  readonly image: string;
  readonly network_mode: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes: readonly string[];
}

const text = readFileSync('deploy/compose.yaml', 'utf8');
const { services, volumes } = parse(text) as {
  services: Readonly<Record<string, Service>>;
  volumes: Readonly<Record<string, unknown>>;
};
const read = (file: string) => readFileSync(file, 'utf8');

/* No Docker runs here: what can be said of the file without it. */
describe('deploy/compose.yaml', () => {
  it('mounts files that are there, but for the built site, and volumes that it makes', () => {
    const sources = Object.values(services).flatMap((service) =>
      service.volumes.map((volume) => volume.split(':')[0] ?? ''),
    );
    const own = sources.filter((source) => source.startsWith('.') && source !== '../dist');
    expect(own.filter((source) => !existsSync(join('deploy', source)))).toEqual([]);
    expect(own.length).toBe(3);
    const named = new Set(sources.filter((source) => !source.startsWith('.')));
    expect([...named]).toEqual(Object.keys(volumes));
  });

  it('takes from outside the name and the secret, and does not start without them', () => {
    const taken = [...text.matchAll(/\$\{(\w+)([^}]*)\}/g)];
    expect(new Set(taken.map(([, name]) => name))).toEqual(new Set(['SITE_NAME', 'TURN_SECRET']));
    expect(new Set(taken.map(([, , otherwise]) => otherwise))).toEqual(new Set([':?']));
  });

  it.each([
    ['site', 'deploy/Caddyfile'],
    ['credentials', 'deploy/credential-endpoint/node.mjs'],
  ])('tells %s what it reads', (service, file) => {
    const told = Object.keys(services[service]?.environment ?? {});
    expect(told.length).toBeGreaterThan(2);
    const reads =
      read(file) + (service === 'credentials' ? read('deploy/credential-endpoint/endpoint.mjs') : '');
    expect(told.filter((name) => !reads.includes(name))).toEqual([]);
  });

  it('lets Caddy ask the credentials where they listen, on the loopback', () => {
    const { HOST, PORT } = services['credentials']?.environment ?? {};
    expect(services['site']?.environment?.['CREDENTIALS']).toBe(`${HOST}:${PORT}`);
    expect(HOST).toBe('127.0.0.1');
    for (const { network_mode } of Object.values(services)) expect(network_mode).toBe('host');
  });
});
