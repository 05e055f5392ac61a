import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { load } from 'js-yaml';

const root = path.resolve(__dirname, '../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

interface Service {
  image: string;
  command?: string[];
  environment?: Record<string, string | number>;
  volumes?: string[];
  ports?: string[];
  profiles?: string[];
  healthcheck?: { test?: string[]; disable?: boolean };
  depends_on?: Record<string, { condition: string }>;
  '<<'?: Partial<Service>;
}
interface Compose {
  services: Record<string, Service>;
  volumes: Record<string, null>;
}

const compose = load(read('docker-compose.yml')) as Compose;
/** The parser leaves `<<: *shared` as it stands. */
const merged = ({ '<<': shared, ...own }: Service): Service => ({ ...shared, ...own });
const services = Object.entries(compose.services).map(([name, service]): [string, Service] => [name, merged(service)]);
const serviceOf = Object.fromEntries(services);
const ours = services.filter(([, { image }]) => image.startsWith('safe-city-broker:'));
const APPS = ['web', 'api', 'worker'];

/** Names of the variables that the configuration reads. */
const knownVariables = new Set(
  readdirSync(path.join(root, 'libs/platform/config'))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .flatMap((file) =>
      [...read(`libs/platform/config/${file}`).matchAll(/'([A-Z][A-Z_]{2,})'/g)].map(([, name]) => name),
    ),
);

describe('docker-compose.yml', () => {
  it('runs database, queue, virus scanner, one migration and the three apps, and a witness only where it is asked for', () => {
    const names = ['api', 'clamav', 'migrate', 'postgres', 'redis', 'web', 'witness', 'worker'];
    expect(services.map(([name]) => name).toSorted()).toEqual(names);
    expect(services.filter(([, { profiles }]) => profiles).map(([name]) => name)).toEqual(['witness']);
  });

  it.each(services)('%s names an exact version', (_name, { image }) => {
    expect(image).toMatch(/:\d+\.\d+(\.\d+)?$/);
  });

  it.each(services)('%s says how it is known to be well', (_name, { healthcheck }) => {
    expect(healthcheck?.test ?? healthcheck?.disable).toBeTruthy();
  });

  it('holds no secret, and will not start without them', () => {
    const text = read('docker-compose.yml');
    const secrets = [
      ...text.matchAll(/^ +\w*(PASSWORD|SECRET)\w*: *(.*)$/gm),
      ...text.matchAll(/(:)\/\/broker:([^@]*)@/g),
    ];
    expect(secrets.length).toBeGreaterThanOrEqual(3);
    for (const [, , value] of secrets) expect(value).toMatch(/^\$\{[A-Z_]+:\?[^}]+\}$/);
    expect(read('.env.example')).not.toMatch(/(PASSWORD|SECRET)\w*=\S/);
  });

  it.each(ours)('%s gets only variables that the configuration knows', (_name, { environment }) => {
    expect(Object.keys(environment ?? {}).filter((name) => !knownVariables.has(name))).toEqual([]);
  });

  it.each(APPS)('%s waits for the migration, the database and the queue', (name) => {
    expect(serviceOf[name]?.depends_on).toEqual({
      migrate: { condition: 'service_completed_successfully' },
      postgres: { condition: 'service_healthy' },
      redis: { condition: 'service_healthy' },
    });
  });

  it.each(APPS)('%s shares the folder where uploads wait', (name) => {
    const { environment, volumes } = serviceOf[name]!;
    expect(volumes).toContain(`spool:${environment?.['SPOOL_DIR']}`);
  });

  it('keeps what must last in named volumes, and never evicts from the queue', () => {
    const named = services.flatMap(([, { volumes }]) => (volumes ?? []).map((volume) => String(volume.split(':')[0])));
    expect(Object.keys(compose.volumes).toSorted()).toEqual([...new Set(named)].toSorted());
    expect(serviceOf['redis']?.command?.join(' ')).toContain('--appendonly yes --maxmemory-policy noeviction');
  });

  it('gives the witness nothing of the broker', () => {
    const { environment, volumes, depends_on } = serviceOf['witness']!;
    expect([environment, volumes, depends_on]).toEqual([undefined, ['witness:/witness'], undefined]);
  });

  it('opens its ports to this computer alone', () => {
    for (const port of services.flatMap(([, { ports }]) => ports ?? [])) expect(port).toMatch(/^127\.0\.0\.1:/);
  });
});

describe('Dockerfile', () => {
  const text = read('Dockerfile');

  it('stands on an exact version, and runs as somebody other than root', () => {
    for (const [, image] of text.matchAll(/^FROM (\S+)/gm)) expect(image).toMatch(/^(node:\d+\.\d+\.\d+-slim)$/);
    expect([...text.matchAll(/^USER (\w+)/gm)].at(-1)?.[1]).toBe('node');
  });

  it('takes nothing into the image that holds data or secrets', () => {
    const ignored = read('.dockerignore').split('\n');
    for (const name of ['.env', '.data', '.git', 'node_modules']) expect(ignored).toContain(name);
  });

  it('holds the programs that the containers run', () => {
    for (const [, { command }] of ours) {
      const program = command?.find((part) => part.startsWith('dist/'));
      expect(readdirSync(path.join(root, path.dirname(program!.replace('dist/', ''))))).toContain('main.ts');
    }
  });
});
