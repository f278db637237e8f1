/** Where the server of the queue is: `--redis URL`, the environment's `REDIS_URL`, or this computer. */
import type { RedisOptions } from 'ioredis';
import type { Given } from '../../command.ts';
import type { Io } from '../../io.ts';

export interface ServerAddress {
  /** For people; without user and password. */
  readonly words: string;
  readonly options: RedisOptions;
}

const DEFAULT_URL = 'redis://127.0.0.1:6379';
const FORMS = 'redis://[USER:PASSWORD@]HOST[:PORT][/DB], rediss://… for TLS, or unix:///PATH[?db=DB]';

export function serverAddress(given: Given, io: Io): ServerAddress | undefined {
  const option = given.text('redis');
  const text = option ?? (io.env['REDIS_URL'] || DEFAULT_URL);
  const address = parseAddress(text);
  if (address !== undefined) return address;
  // Not shown: there may be a password in it.
  given.complain(option === undefined ? 'REDIS_URL' : '--redis', 'not the address of a server', { expected: FORMS });
  return undefined;
}

function parseAddress(text: string): ServerAddress | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isSocket = url.protocol === 'unix:';
  const db = isSocket ? (url.searchParams.get('db') ?? '') : url.pathname.slice(1);
  if (!/^\d{0,5}$/.test(db)) return undefined;
  const common = {
    ...(url.username === '' ? {} : { username: decoded(url.username) }),
    ...(url.password === '' ? {} : { password: decoded(url.password) }),
    db: Number(db),
  };
  if (isSocket) {
    const path = decoded(url.pathname);
    return path.length < 2 ? undefined : { words: `unix://${path}`, options: { ...common, path } };
  }
  const isSecure = url.protocol === 'rediss:';
  if ((!isSecure && url.protocol !== 'redis:') || url.hostname === '') return undefined;
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const port = url.port === '' ? 6379 : Number(url.port);
  const words = `${url.protocol}//${url.hostname}:${port}`;
  return { words, options: { ...common, host, port, ...(isSecure ? { tls: {} } : {}) } };
}

/** A percent sign that begins no code stands for itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
