import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const programs = [
  'ceph-mon',
  'ceph-osd',
  'ceph-mgr',
  'radosgw',
  'ceph',
  'monmaptool',
  'ceph-authtool',
  'radosgw-admin',
];
const fsid = '00000000-0000-4000-8000-000000000001';
/** Who may do what in this Ceph. It has to be told, although all live on loopback: radosgw insists on keys. */
const entities: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'mon.': { mon: 'allow *' },
  'client.admin': { mon: 'allow *', mgr: 'allow *', osd: 'allow *' },
  'mgr.x': { mon: 'allow profile mgr', osd: 'allow *' },
  'osd.0': { mon: 'allow profile osd', mgr: 'allow profile osd', osd: 'allow *' },
  'client.rgw': { mon: 'allow rw', osd: 'allow rwx' },
};
const patienceSeconds = 90;

export interface Radosgw {
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly stop: () => Promise<void>;
}

export function radosgwIsInstalled(): boolean {
  return programs.every((program) => spawnSync('which', [program]).status === 0);
}

/** A whole Ceph on loopback, in a folder that goes away: one monitor, one manager, one disk in memory, one S3 gateway. */
export async function startRadosgw(): Promise<Radosgw> {
  const folder = await mkdtemp(join(tmpdir(), 'portcullis-ceph-'));
  const [monitorPort, gatewayPort] = await freePorts();
  const configuration = join(folder, 'ceph.conf');
  await writeFile(configuration, cephConfiguration(folder, { monitorPort, gatewayPort }));
  const processes: ChildProcess[] = [];
  const stop = async () => {
    await Promise.all(processes.toReversed().map(ended));
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const ceph = new Ceph(folder, configuration, processes);
    await ceph.startMonitor(monitorPort);
    await ceph.startManager();
    await ceph.startDisk();
    const keys = await ceph.makeUser();
    await ceph.startGateway(gatewayPort);
    return { endpoint: `http://127.0.0.1:${gatewayPort}`, ...keys, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function cephConfiguration(folder: string, ports: { monitorPort: number; gatewayPort: number }): string {
  return `[global]
fsid = ${fsid}
mon host = [v2:127.0.0.1:${ports.monitorPort}]
public addr = 127.0.0.1
cluster addr = 127.0.0.1
keyring = ${folder}/keyring
mon auth allow insecure global id reclaim = false
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 4
osd pool default pgp num = 4
osd crush chooseleaf type = 0
osd objectstore = memstore
memstore device bytes = 2147483648
mon allow pool size one = true
mon warn on pool no redundancy = false
osd pool default pg autoscale mode = off
run dir = ${folder}
admin socket = ${folder}/$name.asok
pid file =
log file = ${folder}/$name.log
mon data = ${folder}/mon
mgr data = ${folder}/mgr
osd data = ${folder}/osd
rgw data = ${folder}/rgw
mon pg warn min per osd = 0
osd max object name len = 1024
[client.rgw]
rgw frontends = beast endpoint=127.0.0.1:${ports.gatewayPort}
rgw gc processor max time = 10
`;
}

class Ceph {
  readonly #folder: string;
  readonly #configuration: string;
  readonly #processes: ChildProcess[];

  constructor(folder: string, configuration: string, processes: ChildProcess[]) {
    this.#folder = folder;
    this.#configuration = configuration;
    this.#processes = processes;
  }

  async startMonitor(port: number): Promise<void> {
    const map = join(this.#folder, 'monmap');
    const keyring = join(this.#folder, 'keyring');
    for (const [index, [name, rights]] of Object.entries(entities).entries()) {
      const caps = Object.entries(rights).flatMap(([service, right]) => ['--cap', service, right]);
      const create = index === 0 ? ['--create-keyring'] : [];
      await run('ceph-authtool', [...create, keyring, '--gen-key', '-n', name, ...caps]);
    }
    await run('monmaptool', ['--create', '--fsid', fsid, '--addv', 'a', `[v2:127.0.0.1:${port}]`, map]);
    await this.#run('ceph-mon', ['--mkfs', '-i', 'a', '--monmap', map, '--keyring', keyring]);
    await this.#spawn('ceph-mon', ['-i', 'a']);
    await patiently('the monitor', () => this.#run('ceph', ['--connect-timeout', '3', 'status']));
  }

  async startManager(): Promise<void> {
    await mkdir(join(this.#folder, 'mgr'));
    await this.#spawn('ceph-mgr', ['-i', 'x']);
  }

  async startDisk(): Promise<void> {
    const uuid = '00000000-0000-4000-8000-000000000002';
    await this.#run('ceph', ['osd', 'new', uuid]);
    await mkdir(join(this.#folder, 'osd'));
    await this.#run('ceph-osd', ['-i', '0', '--mkfs', '--osd-uuid', uuid]);
    await this.#spawn('ceph-osd', ['-i', '0']);
    await patiently('the disk', async () => {
      const status = await this.#run('ceph', ['osd', 'stat', '-f', 'json']);
      if (JSON.parse(status).num_up_osds !== 1) throw new Error('the disk is not up yet');
    });
  }

  async makeUser(): Promise<{ accessKeyId: string; secretAccessKey: string }> {
    const [accessKeyId, secretAccessKey] = ['synthetic-access', 'synthetic-secret'];
    const keys = ['--access-key', accessKeyId, '--secret-key', secretAccessKey];
    await this.#run('radosgw-admin', ['user', 'create', '--uid', 'archive', '--display-name', 'archive', ...keys]);
    return { accessKeyId, secretAccessKey };
  }

  async startGateway(port: number): Promise<void> {
    await this.#spawn('radosgw', ['-n', 'client.rgw']);
    await patiently('the gateway', async () => {
      await (await fetch(`http://127.0.0.1:${port}/`)).text();
    });
  }

  async #run(program: string, args: readonly string[]): Promise<string> {
    const { stdout } = await run(program, ['-c', this.#configuration, ...args], { timeout: patienceSeconds * 1000 });
    return stdout;
  }

  async #spawn(program: string, args: readonly string[]): Promise<void> {
    const output = await open(join(this.#folder, `${program}.out`), 'w');
    const options = { stdio: ['ignore', output.fd, output.fd] as ['ignore', number, number] };
    this.#processes.push(spawn(program, ['-f', '-c', this.#configuration, ...args], options));
    await output.close();
  }
}

async function patiently(what: string, attempt: () => Promise<unknown>): Promise<void> {
  const deadline = Date.now() + patienceSeconds * 1000;
  for (;;) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw new Error(`${what} of the test's Ceph did not come up`, { cause: error });
      await wait(500);
    }
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await exit;
}

async function freePorts(): Promise<[number, number]> {
  return Promise.all([freePort(), freePort()]);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
