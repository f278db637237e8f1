// Campaigns on a real Redis server: workers that are killed, servers that are lost, full or closed to us. LASTWORDS_REDIS names another
// program in its place: valkey-server.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { emptyTally } from '../../src/campaign/tally.ts';
import { CampaignStore, PREFIX } from '../../src/cli/campaign/queue/store.ts';
import { run, type Session } from '../cli/terminal.ts';
import { describeWithTool } from './tool.ts';

const TIMEOUT_MS = 180_000;
const SERVER = process.env['LASTWORDS_REDIS'] ?? 'redis-server';
const plan = ['--ecc', '4,16', '--ber', '1e-3,5e-3', '--trials', '150000'];
const UNITS = 40;
const few = ['--ecc', '4,16', '--ber', '1e-3', '--trials', '20000'];

describeWithTool(SERVER, () => {
  let folder = '';
  let server: ChildProcess;
  let client: Redis;
  let url = '';
  const workers = new Set<ChildProcess>();

  const campaign = (...words: string[]): Promise<Session> => run(['campaign', ...words], { env: { REDIS_URL: url } });
  const done = (id: string) => client.hlen(`${PREFIX}:tallies:${id}`);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lastwords-queue-'));
    const path = join(folder, 'socket');
    url = `unix://${path}`;
    const words = ['--port', '0', '--unixsocket', path, '--save', '', '--appendonly', 'no', '--dir', folder];
    server = spawn(SERVER, words, { stdio: 'ignore' });
    client = new Redis({ path, retryStrategy: () => 100, maxRetriesPerRequest: 100 });
    client.on('error', () => {});
    await client.ping();
  }, TIMEOUT_MS);

  beforeEach(() => client.flushall());

  afterAll(async () => {
    client.disconnect();
    for (const child of [...workers, server]) await ended(child, 'SIGKILL');
    rmSync(folder, { recursive: true });
  });

  /** A worker in a process of its own. */
  function startWorker(): ChildProcess {
    const words = ['--import', 'tsx', 'src/cli/main.ts', 'campaign', 'work', '--until-done', '--concurrency', '1'];
    const worker = spawn(process.execPath, words, {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, REDIS_URL: url },
    });
    workers.add(worker);
    return worker;
  }

  /** Is the worker at a unit? Its lock says so. */
  async function isAtWork(worker: ChildProcess): Promise<boolean> {
    const locks = await client.keys(`${PREFIX}:units:*:lock`);
    const tokens = await Promise.all(locks.map((key) => client.get(key)));
    return tokens.some((token) => token?.includes(`:${worker.pid}:`) === true);
  }

  test('a killed worker loses no trial and counts none twice: the bytes of a single run', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const submitted = await campaign('submit', ...plan, '--json');
    expect(submitted.code).toBe(0);
    const { campaign: id, units } = JSON.parse(submitted.out);
    expect(units).toBe(UNITS);
    // Submitted twice, it is still one.
    expect(JSON.parse((await campaign('submit', ...plan, '--json')).out)).toEqual({ campaign: id, units, done: 0 });
    expect(await client.llen(`${PREFIX}:units:wait`)).toBe(UNITS);

    const killed = startWorker();
    await until(async () => (await done(id)) > 0);
    // Stopped in the middle of a unit, then killed when another one works too.
    for (;;) {
      killed.kill('SIGSTOP');
      if (await isAtWork(killed)) break;
      killed.kill('SIGCONT');
      await delay(3);
    }
    const before = await done(id);
    expect(before).toBeLessThan(UNITS);
    const second = startWorker();
    await until(async () => (await done(id)) > before);
    await ended(killed, 'SIGKILL');
    const third = startWorker();
    expect(await Promise.all([ended(second), ended(third)])).toEqual([0, 0]);

    const status = await campaign('status', '--json');
    expect(JSON.parse(status.out)).toEqual({ campaign: id, name: null, units, done: units, working: 0, failed: 0 });
    const collected = await campaign('collect', '--json');
    const single = await campaign(...plan, '--workers', '1', '--json');
    expect(single.code).toBe(0);
    expect(collected).toEqual(single);

    // A unit that comes back although it is done is not counted again; what is no unit is dropped.
    const queue = new Queue('units', { connection: client, prefix: PREFIX });
    await queue.add('unit', { campaign: id, row: 1, chunk: 2 }, { jobId: 'again', removeOnComplete: true });
    for (const data of [null, { campaign: 5 }, { campaign: id, row: 4, chunk: 0 }, { campaign: id, row: 0, chunk: 10 }])
      await queue.add('unit', data, { removeOnComplete: true });
    await queue.close();
    const again = await campaign('work', '--until-done', '--concurrency', '1');
    expect(again).toEqual({ code: 0, out: '0 units done by this worker\n', err: '' });
    expect(await client.exists(`${PREFIX}:units:again`)).toBe(0);
    expect(await client.llen(`${PREFIX}:units:wait`)).toBe(0);
    expect((await campaign('collect', id.slice(0, 6), '--json')).out).toBe(single.out);
  });

  test('counts of a unit that differ are told, equal ones kept once', async () => {
    const store = new CampaignStore(client);
    const unit = { campaign: 'any', row: 0, chunk: 1 };
    await store.keep(unit, emptyTally());
    await store.keep(unit, emptyTally());
    expect(await store.doneCount('any')).toBe(1);
    const other = emptyTally();
    other.blocks.blocks = 1;
    await expect(store.keep(unit, other)).rejects.toThrow('differently');
  });

  test('a worker that dies between its counts and its farewell is at work until the counts', async () => {
    const { campaign: id } = JSON.parse((await campaign('submit', ...few, '--json')).out);
    const connection = client.duplicate({ maxRetriesPerRequest: null });
    const worker = new Worker('units', null, { connection, prefix: PREFIX });
    const job = await worker.getNextJob('token');
    expect(JSON.parse((await campaign('status', '--json')).out)).toMatchObject({ done: 0, working: 1 });
    await new CampaignStore(client).keep(job!.data, emptyTally());
    expect(JSON.parse((await campaign('status', '--json')).out)).toMatchObject({ campaign: id, done: 1, working: 0 });
    await worker.close();
    connection.disconnect();
  });

  test('a unit that always fails ends the work with the reason', { timeout: TIMEOUT_MS }, async () => {
    const { campaign: id } = JSON.parse(
      (await campaign('submit', '--ecc', '4', '--ber', '1e-3', '--trials', '9', '--json')).out,
    );
    const [key] = await client.keys(`${PREFIX}:units:${id}-*`);
    await client.lrem(`${PREFIX}:units:wait`, 0, key!.split(':').at(-1)!);
    await client.zadd(`${PREFIX}:units:failed`, 1, key!.split(':').at(-1)!);
    await client.hset(key!, 'failedReason', 'not done after 600 seconds');
    const work = await campaign('work', '--until-done');
    expect(work.code).toBe(1);
    expect(work.err).toContain(`${id} 0/0: not done after 600 seconds`);
    expect((await campaign('status')).out).toContain('0 of 1 units, 0 at work, 1 failed');
    // Another chance.
    await campaign('submit', '--ecc', '4', '--ber', '1e-3', '--trials', '9');
    expect((await campaign('work', '--until-done', '--concurrency', '1')).out).toBe('1 unit done by this worker\n');
  });

  test('units that nobody sent are sent by the worker; what is done can be taken along', {
    timeout: TIMEOUT_MS,
  }, async () => {
    await campaign('submit', ...few);
    await client.del(...(await client.keys(`${PREFIX}:units:*`)));
    const early = await campaign('collect', '--json');
    expect(early.code).toBe(2);
    expect(early.err).toContain('4 units left');
    const part = join(folder, 'part.jsonl');
    expect((await campaign('collect', '--part', part)).code).toBe(0);
    expect((await campaign('work', '--until-done', '--concurrency', '1')).out).toBe('4 units done by this worker\n');
    const resumed = await campaign('--resume', part, '--workers', '1', '--json');
    expect((await campaign('collect', '--json')).out).toBe(resumed.out);
  });

  test('a full server: what fits is kept, and submitting again goes on', async () => {
    await client.config('SET', 'maxmemory', '1');
    const full = await campaign('submit', ...plan);
    expect(full.code).toBe(2);
    expect(full.err).toContain('the server is full: its maxmemory is used up');
    await client.config('SET', 'maxmemory', '0');
    expect((await campaign('submit', ...plan)).code).toBe(0);
    await client.config('SET', 'maxmemory', '1');
    const work = await campaign('work', '--until-done', '--concurrency', '1');
    expect(work.code).toBe(2);
    expect(work.err).toContain('the server is full');
    await client.config('SET', 'maxmemory-policy', 'allkeys-lru');
    expect((await campaign('status')).err).toContain('throw results away');
    await client.config('SET', 'maxmemory', '0', 'maxmemory-policy', 'noeviction');
  });

  test('passwords', async () => {
    await client.config('SET', 'requirepass', 'sesame');
    const without = await campaign('status');
    const wrong = await campaign('status', '--redis', url.replace('unix://', 'unix://:guess@localhost'));
    expect([without.code, wrong.code]).toEqual([2, 2]);
    expect(without.err).toContain('the server wants a password');
    expect(wrong.err).toContain('refuses this user and password');
    expect(wrong.err).not.toContain('guess');
    await client.config('SET', 'requirepass', '');
  });

  test('TLS: a server whose authority is known is served, another one is not', { timeout: TIMEOUT_MS }, async () => {
    const [key, authority, port] = [join(folder, 'key.pem'), join(folder, 'cert.pem'), await freePort()];
    const subject = ['-subj', '/CN=queue', '-addext', 'subjectAltName=IP:127.0.0.1'];
    const made = ['-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', authority, '-days', '2'];
    execFileSync('openssl', ['req', '-x509', ...made, ...subject], { stdio: 'ignore' });
    const files = { 'tls-cert-file': authority, 'tls-key-file': key, 'tls-ca-cert-file': authority };
    for (const [name, file] of Object.entries(files)) await client.config('SET', name, file);
    await client.config('SET', 'tls-auth-clients', 'no');
    await client.config('SET', 'tls-port', String(port));
    const address = ['--redis', `rediss://127.0.0.1:${port}`];
    const stranger = await campaign('submit', ...few, ...address);
    expect(stranger.code).toBe(2);
    expect(stranger.err).toMatch(/the server cannot be reached.*self-signed certificate.*NODE_EXTRA_CA_CERTS/s);
    // Node reads its authorities at its start.
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: authority };
    const words = ['--import', 'tsx', 'src/cli/main.ts', 'campaign', 'submit', ...few, '--json', ...address];
    const known = JSON.parse(execFileSync(process.execPath, words, { env, encoding: 'utf8' }));
    expect(known).toMatchObject({ units: 4, done: 0 });
    expect(await client.llen(`${PREFIX}:units:wait`)).toBe(4);
  });

  test('the server goes away: the worker ends within seconds and says so', { timeout: TIMEOUT_MS }, async () => {
    await campaign('submit', ...plan);
    const begin = performance.now();
    const work = campaign('work', '--concurrency', '2');
    await until(async () => (await client.llen(`${PREFIX}:units:active`)) > 0);
    await ended(server, 'SIGKILL');
    const { code, err } = await work;
    expect(code).toBe(2);
    expect(err).toContain('the server was lost');
    expect(performance.now() - begin).toBeLessThan(30_000);
    expect((await campaign('status')).err).toContain('the server cannot be reached');
  });
});

/** Ends, if told to, and gives the exit code. */
async function ended(child: ChildProcess, signal?: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  if (signal !== undefined) child.kill(signal);
  await once(child, 'exit');
  return child.exitCode;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await delay(5);
}
