/**
 * Records what the real Linux writes to ext4 and in what order it lists directories: `npx tsx scripts/record/disk-images.ts` writes
 * `test/fixtures/disk/linux-ext4.json`.
 *
 * Each image is copied while it is mounted, after a sync and some work more, so that its journal holds transactions, revoked
 * blocks and an orphan. Needs Linux with ext4 and loop devices, root, e2fsprogs.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { deflateRawSync } from 'node:zlib';

const PAGE_BYTES = 4096;
const kinds: Readonly<Record<string, readonly string[]>> = {
  default: ['-t', 'ext4'],
  'without checksums, 4 KiB blocks': ['-t', 'ext4', '-b', '4096', '-O', '^metadata_csum,^64bit'],
  ext3: ['-t', 'ext3'],
  'orphan file': ['-t', 'ext4', '-O', 'orphan_file'],
};

/** What is done on the mounted file system; the last file stays open without a name. */
const WORK = `
set -e
mkdir many few gone
i=0; while [ $i -lt 300 ]; do echo "$i" > "many/a file with number $i"; i=$((i+1)); done
for n in one two three four five .hidden UPPER 'with space'; do echo $n > few/$n; done
printf 'un\\303\\244sch\\366n' > "few/$(printf '\\344\\366')"
i=0; while [ $i -lt 200 ]; do : > gone/this-name-is-made-long-to-fill-blocks-$i; i=$((i+1)); done
head -c 300000 /dev/zero | tr '\\0' x > big
i=0; while [ $i -lt 20 ]; do printf hello | dd of=sparse bs=1 seek=$((i*30011)) conv=notrunc status=none; i=$((i+1)); done
sync -f .
rm -r gone
mv few/one few/moved
ln -s target short
ln -s "$(printf '%0100d' 7)" long
ln big few/hard
mkfifo fifo
mknod null c 1 3
echo orphan > orphan
exec 5< orphan
rm orphan
head -c 50000 /dev/zero | tr '\\0' y > second
sync -f .
cp --sparse=always "$1" "$2"
`;

const folder = mkdtempSync(join(tmpdir(), 'disk-images-'));
const images = Object.fromEntries(
  Object.entries(kinds).map(([name, options]) => {
    const image = join(folder, 'disk.img');
    const copy = join(folder, 'copy.img');
    const place = join(folder, 'mounted');
    mkdirSync(place, { recursive: true });
    const run = (tool: string, args: readonly string[], cwd = folder): string =>
      execFileSync(tool, args, { cwd, encoding: 'latin1', env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C' } });
    rmSync(image, { force: true });
    run('mke2fs', ['-q', '-F', ...options, image, '16M']);
    run('mount', ['-o', 'loop', image, place]);
    run('sh', ['-c', WORK, 'work', image, copy], place);
    const listings = Object.fromEntries(
      ['.', 'few', 'many'].map((directory) => [
        directory,
        run('ls', ['-fa', join(place, directory)])
          .split('\n')
          .filter((line) => line !== ''),
      ]),
    );
    const files = Object.fromEntries(
      ['big', 'sparse', 'second', 'few/hard', 'few/two', 'many/a file with number 299'].map((path) => [
        path,
        createHash('sha256')
          .update(readFileSync(join(place, path)))
          .digest('hex'),
      ]),
    );
    const statistics = run('stat', ['-f', '-c', '%b %f %a %c %d', place]).trim();
    run('umount', [place]);
    const bytes = readFileSync(copy);
    const pages: number[] = [];
    const contents: Buffer[] = [];
    for (let page = 0; page * PAGE_BYTES < bytes.length; page++) {
      const piece = bytes.subarray(page * PAGE_BYTES, (page + 1) * PAGE_BYTES);
      if (piece.every((byte) => byte === 0)) continue;
      pages.push(page);
      contents.push(piece);
    }
    const deflated = deflateRawSync(Buffer.concat(contents), { level: 9 }).toString('base64');
    return [name, { sectors: bytes.length / 512, listings, files, statistics, pages, deflated }];
  }),
);
rmSync(folder, { recursive: true });
const kernel = execFileSync('uname', ['-r'], { encoding: 'utf8' }).trim();
const provenance = `Linux ${kernel}, mke2fs 1.47.0, ${new Date().toISOString().slice(0, 10)}: npx tsx scripts/record/disk-images.ts`;
const target = resolve(import.meta.dirname, '../../test/fixtures/disk');
mkdirSync(target, { recursive: true });
writeFileSync(
  join(target, 'linux-ext4.json'),
  `${JSON.stringify({ provenance, images }, null, 0).replaceAll('},"', '},\n"')}\n`,
);
