// `lastwords campaign submit|work|status|collect` without a server: what users get wrong, and servers that are none.
import { createServer, type Server } from 'node:net';
import { expect, test } from 'vitest';
import { run } from './terminal.ts';

/** A server on a free port of this computer that gives this answer to INFO and takes what else comes, while `use` runs. */
async function withListener(answer: string, use: (url: string) => Promise<void>): Promise<void> {
  const server: Server = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (bytes) => {
      const commands = bytes.toString('latin1').match(/\*\d+\r\n[^*]+/g) ?? [];
      for (const command of commands) {
        if (/\binfo\b/i.test(command)) return socket.end(answer);
        socket.write('+OK\r\n');
      }
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  try {
    await use(`redis://:secret@127.0.0.1:${address.port}`);
  } finally {
    server.close();
  }
}

test('nobody listens: said at once, without the password', async () => {
  let closed = '';
  await withListener('', async (url) => {
    closed = url;
  });
  for (const words of [['submit'], ['work', '--until-done'], ['status'], ['collect', '--json']]) {
    const { code, out, err } = await run(['campaign', ...words], { env: { REDIS_URL: closed } });
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^redis:\/\/127\.0\.0\.1:\d+: the server cannot be reached\n {2}found {5}connection refused\n/);
    expect(err).not.toContain('secret');
  }
});

test.each([
  ['HTTP/1.1 400 Bad Request\r\n\r\n', 'this is no Redis or Valkey server'],
  ['', 'the server cannot be reached\n  found     connection closed'],
  ['-LOADING Redis is loading the dataset in memory\r\n', 'the server is loading its data'],
  ["-NOPERM this user has no permissions to run the 'info' command\r\n", 'does not let this user do that'],
  ['$20\r\nredis_version:5.0.14\r\n', 'the server is too old'],
])('a server that answers %j', async (answer, words) => {
  await withListener(answer, async (url) => {
    const { code, err } = await run(['campaign', 'status', '--redis', url]);
    expect(code).toBe(2);
    expect(err).toContain(words);
  });
});

test('all complaints at once', async () => {
  const { code, err } = await run([
    ...['campaign', 'work', 'abc', 'def', '--redis', 'http://u:secret@x', '--concurrency', '0', '--ecc', '3', '--json'],
  ]);
  expect(code).toBe(2);
  expect(err).toMatchInlineSnapshot(`
    "--ecc: is not for work
    --json: is not for work
    def: not expected here: one campaign, or none for all of them
    --concurrency: out of range
      found     "0"
      expected  1 to 256
    abc: is for --until-done: a worker takes what comes first
    --redis: not the address of a server
      expected  redis://[USER:PASSWORD@]HOST[:PORT][/DB], rediss://… for TLS, or unix:///PATH[?db=DB]
    "
  `);
});

test.each([
  ['submit', '--part', 'x'],
  ['submit', '--until-done'],
  ['status', '--concurrency', '2'],
  ['collect', '--ecc', '4'],
  ['collect', '--workers', '4'],
  ['--redis', 'redis://x'],
  ['merge', '--until-done'],
])('options of other commands: %s %s', async (...words) => {
  const { code, err } = await run(['campaign', ...words]);
  expect(code).toBe(2);
  expect(err).toMatch(/^--[a-z-]+: is (not for|for a queue)/m);
});

test.each(['redis://', 'redis://h/x', 'unix://', 'unix:///', 'tcp://h', 'h:6379', 'redis://h:99999', ''])(
  'no address: %j',
  async (url) => {
    const { code, err } = await run(['campaign', 'status', '--redis', url]);
    expect(code).toBe(2);
    expect(err).toContain('--redis: not the address of a server');
  },
);

test('more units than a server should hold', async () => {
  const { code, err } = await run(['campaign', 'submit', '--ecc', '16', '--ber', '1e-3', '--trials', '1000000000000']);
  expect(code).toBe(2);
  expect(err).toContain('too much for one campaign on a server');
});
