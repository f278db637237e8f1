/**
 * A connection to Redis or Valkey that gives up: whoever cannot reach the server, or loses it, is told within seconds and why. Nothing
 * connects again by itself; what is done is on the server, and the command can be started again.
 */
import type { Redis, RedisOptions } from 'ioredis';
import { type Issue, UserError } from '../../../sim/issue.ts';
import type { ServerAddress } from './address.ts';

/** Longer than a busy server needs for any of our commands. */
const PATIENCE_MS = 5_000;

const GIVES_UP: RedisOptions = {
  lazyConnect: true,
  connectTimeout: PATIENCE_MS,
  commandTimeout: PATIENCE_MS,
  retryStrategy: () => null,
  maxRetriesPerRequest: null,
  // The first command, INFO, shows whether the server takes commands.
  enableReadyCheck: false,
};

/** Oldest server that the queue's scripts run on. */
const MAJOR_MIN = 6;

/** Runs `use` with a connection, and closes it. What the server refuses and its loss become a `UserError`. */
export async function withServer<T>(address: ServerAddress, use: (redis: Redis) => Promise<T>): Promise<T> {
  const { Redis } = await optionalPackage(() => import('ioredis'));
  const redis = new Redis({ ...GIVES_UP, ...address.options });
  let cause: unknown;
  redis.on('error', (error) => {
    cause ??= error;
  });
  let isReached = false;
  try {
    await redis.connect();
    const info = await redis.info();
    isReached = true;
    const unfit = unfitness(info);
    if (unfit !== null) throw new UserError([{ code: 'campaign.server', place: { path: address.words }, ...unfit }]);
    return await use(redis);
  } catch (error) {
    const told = wordsOf(cause ?? error, isReached) ?? wordsOf(error, isReached);
    if (error instanceof UserError || told === null) throw error;
    throw new UserError([{ code: 'campaign.server', place: { path: address.words }, ...told }]);
  } finally {
    redis.disconnect();
  }
}

/** The packages of the queue are optional dependencies: without them there are all other commands. */
export async function optionalPackage<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    const message = 'the queue needs the packages bullmq and ioredis, which are not installed';
    throw new UserError([{ code: 'campaign.server', message, hint: 'npm install lastwords without --omit=optional' }]);
  }
}

type Told = Pick<Issue, 'message' | 'found' | 'expected' | 'hint'>;

function unfitness(info: string): Told | null {
  const field = (name: string) => new RegExp(`^${name}:([^\r\n]*)`, 'm').exec(info)?.[1] ?? '';
  const version = field('redis_version');
  if (Number.parseInt(version, 10) < MAJOR_MIN) {
    return { message: 'the server is too old', found: version, expected: `Redis ${MAJOR_MIN} or later, or Valkey` };
  }
  const policy = field('maxmemory_policy');
  if (!policy.startsWith('allkeys') || field('maxmemory') === '0') return null;
  const message = 'the server would throw results away when it is full';
  return { message, found: `maxmemory-policy ${policy}`, expected: 'maxmemory-policy noeviction' };
}

const REPLIES: Readonly<Record<string, Told>> = {
  NOAUTH: { message: 'the server wants a password', hint: 'REDIS_URL=redis://:PASSWORD@HOST' },
  WRONGPASS: { message: 'the server refuses this user and password' },
  NOPERM: { message: 'the server does not let this user do that' },
  OOM: {
    message: 'the server is full: its maxmemory is used up',
    hint: 'what is there is kept; give it more memory, then start again',
  },
  MISCONF: { message: 'the server cannot save its data and takes no more', hint: 'what is there is kept' },
  READONLY: { message: 'the server is a replica, which takes no data', hint: 'name its primary' },
  LOADING: { message: 'the server is loading its data', hint: 'try again in a moment' },
  NOREPLICAS: { message: 'the server misses its replicas and takes no data' },
};

const UNREACHED: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ENOENT: 'no such socket',
  EACCES: 'permission denied',
  ENOTFOUND: 'unknown host',
  EAI_AGAIN: 'the host name cannot be looked up now',
  ETIMEDOUT: 'no answer',
  EHOSTUNREACH: 'no route to the host',
  ENETUNREACH: 'no route to the network',
  ECONNRESET: 'connection reset',
  EPIPE: 'connection closed',
};

/** What an error of the connection means for the user; null: it is none of those. */
function wordsOf(error: unknown, isReached: boolean): Told | null {
  if (!(error instanceof Error)) return null;
  const { name, message } = error;
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (name === 'ReplyError') {
    // Scripts put words of their own before and behind the server's.
    const key = Object.keys(REPLIES).find((word) => new RegExp(`\\b${word}\\b`).test(message));
    const told = key === undefined ? { message: 'the server refuses a command' } : REPLIES[key]!;
    return { found: message.split('\n')[0]!.slice(0, 120), ...told };
  }
  if (name === 'ParserError') return { message: 'this is no Redis or Valkey server' };
  const silence = /timed out|ETIMEDOUT/.test(message) ? 'no answer' : undefined;
  const found = silence ?? UNREACHED[code] ?? (/Connection is closed/.test(message) ? 'connection closed' : undefined);
  const isSecurity = /^(ERR_(SSL|TLS)|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(code);
  if (found === undefined && !isSecurity) return null;
  if (isReached) {
    const hint = 'what is done is kept there; start the command again when it is back';
    return { message: 'the server was lost', found: found ?? message, hint };
  }
  const hint = isSecurity
    ? 'NODE_EXTRA_CA_CERTS=FILE names an authority of your own; rediss:// is for servers that speak TLS'
    : 'is Redis or Valkey running there? --redis URL, or REDIS_URL';
  return { message: 'the server cannot be reached', found: found ?? message, hint };
}
